import { formOf, type Html, html, nameOf, signedInAs } from './html.js';
import { layout } from './layout.js';
import type { ConnectedApp, ConnectedAppsModel } from './models.js';

/** Shows somebody which apps see what of their data, with a way to stop each. */
export function connectedAppsPage({ user, apps, signOut, notice }: ConnectedAppsModel): string {
  const main = html`<h1>Connected apps</h1>
${signedInAs(user, signOut, 'Sign out')}
${notice !== null && html`<p class="notice" role="status" tabindex="-1" autofocus>${notice}</p>`}
${apps.length === 0 ? html`<p>No app sees your data.</p>` : html`<ul role="list" class="apps">\n${apps.map(entry)}</ul>`}`;
  return layout('Connected apps', main);
}

function entry({ name, scopes, since, disconnect }: ConnectedApp): Html {
  return html`<li>
<h2>${nameOf(name)}</h2>
<p class="note">Connected since <time datetime="${since}">${dayInWords(since)}</time></p>
${scopes.length === 0 ? html`<p>Sees your user id only.</p>` : html`<ul>${scopes.map((scope) => html`<li>${scope}</li>`)}</ul>`}
${formOf(disconnect, html`<button>Disconnect<span class="unseen"> ${nameOf(name)}</span></button>`)}
</li>\n`;
}

function dayInWords(day: string): string {
  return new Date(`${day}T00:00:00Z`).toLocaleDateString('en-GB', { dateStyle: 'long', timeZone: 'UTC' });
}
