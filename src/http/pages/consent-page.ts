import { formOf, type Html, html, nameOf, signedInAs } from './html.js';
import { layout } from './layout.js';
import type { ConsentModel, ConsentScope } from './models.js';

/** Asks whether an app may see somebody's data, and which. */
export function consentPage({ appName, redirectHost, user, form, scopes, signOut }: ConsentModel): string {
  const app = nameOf(appName);
  // Deny stands first: the Enter key in a check box presses the first button, and a slip must not give anything away.
  const main = html`<h1>Let ${app} see your data?</h1>
${signedInAs(user, signOut, 'Use another account')}
${formOf(
  form,
  html`${scopes.length === 0 ? html`<p>It asks for nothing but your user id.</p>` : choices(app, scopes)}
<p class="note">Whatever you choose, you go back to <strong>${nameOf(redirectHost)}</strong>.
What you allow stays allowed until you disconnect the app.</p>
<div class="decision">
<button name="decision" value="deny">Deny</button>
<button class="primary" name="decision" value="allow">Allow</button>
</div>`,
)}`;
  return layout(`Let ${appName} see your data?`, main);
}

function choices(app: Html, scopes: readonly ConsentScope[]): Html {
  const box = ({ name, label, isTicked }: ConsentScope, i: number) =>
    html`<li><input type="checkbox" id="scope-${i}" name="scope" value="${name}"${isTicked && html` checked`}><label for="scope-${i}">${label}</label></li>\n`;
  return html`<fieldset aria-describedby="untick">
<legend>${app} would see</legend>
<p id="untick" class="note">Untick what you would rather keep to yourself.</p>
<ul role="list" class="scopes">
${scopes.map(box)}</ul>
</fieldset>`;
}
