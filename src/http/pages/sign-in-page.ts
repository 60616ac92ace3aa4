import { formOf, type Html, html, nameOf } from './html.js';
import { layout } from './layout.js';
import type { PageForm, PasswordChoice, PickerChoice, SignInModel } from './models.js';

/** Asks who is there: by a list of people, or by name and password. */
export function signInPage({ appName, form, choice, error }: SignInModel): string {
  const main = html`<h1>Sign in</h1>
<p class="lead">${appName === null ? 'to see which apps are connected' : html`to continue to <strong>${nameOf(appName)}</strong>`}</p>
${choice.mode === 'picker' ? picker(choice, form, error) : password(choice, form, error)}`;
  return layout(error === null ? 'Sign in' : 'Error: Sign in', main);
}

function picker({ users, isShortened }: PickerChoice, form: PageForm, error: string | null): Html {
  const person = ({ id, label }: PickerChoice['users'][number]) =>
    html`<li><button class="choice" name="user" value="${id}">${nameOf(label)}</button></li>\n`;
  // The buttons and the text field both send `user`: in one form they would send it twice.
  return html`${errorOf(error, !isShortened)}
${users.length === 0 && html`<p>There is nobody here yet. Add a person with <code>circlet user add</code>, then load this page again.</p>`}
${
  users.length > 0 &&
  html`<h2 id="people">Continue as</h2>
${formOf(form, html`<ul role="list" class="choices" aria-labelledby="people">\n${users.map(person)}</ul>`)}`
}
${
  isShortened &&
  html`<h2>Somebody else</h2>
${formOf(form, html`${userField('', error, error !== null)}\n<button class="primary">Continue</button>`)}`
}
<p class="note">No password is asked for: this server is set up for development.</p>`;
}

function password({ user }: PasswordChoice, form: PageForm, error: string | null): Html {
  return html`${errorOf(error, false)}
${formOf(
  form,
  html`${userField(user, error, error !== null && user === '')}
<label for="password">Password</label>
<input id="password" name="password" type="password" autocomplete="current-password" required${describedBy(error)}${error !== null && user !== '' && html` autofocus`}>
<button class="primary">Sign in</button>`,
)}`;
}

function userField(user: string, error: string | null, hasFocus: boolean): Html {
  return html`<label for="user">E-mail address or user id</label>
<input id="user" name="user" value="${user}" autocomplete="username" autocapitalize="none" spellcheck="false" required${describedBy(error)}${hasFocus && html` autofocus`}>`;
}

/** What went wrong; it takes the focus itself where no field does, so that it is read out. */
function errorOf(error: string | null, takesFocus: boolean): Html | null {
  if (error === null) return null;
  return html`<p id="error" class="error" role="alert"${takesFocus && html` tabindex="-1" autofocus`}>${error}</p>`;
}

function describedBy(error: string | null): Html | null {
  return error === null ? null : html` aria-invalid="true" aria-describedby="error"`;
}
