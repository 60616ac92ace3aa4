import type { PageForm, PageUser } from './models.js';

/** Text that is HTML already and goes into a page as it stands. Only `html` makes it. */
export class Html {
  constructor(readonly text: string) {}
}

/** What may stand between the braces of `html`; null and false leave nothing behind. */
export type Insert = Html | string | number | null | false | readonly Insert[];

const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

/** Makes text harmless between tags and inside quoted attributes: the one place where pages escape. */
export function escapeText(text: string): string {
  return text.replace(/[&<>"']/g, (character) => ENTITIES[character] as string);
}

/** A piece of a page: every insert is escaped unless `html` made it. */
export function html(strings: TemplateStringsArray, ...inserts: Insert[]): Html {
  return new Html(strings.map((text, i) => (i === 0 ? text : render(inserts[i - 1] as Insert) + text)).join(''));
}

/** A form with the hidden fields it was given. */
export function formOf({ action, hidden }: PageForm, content: Html): Html {
  const fields = hidden.map(({ name, value }) => html`<input type="hidden" name="${name}" value="${value}">\n`);
  return html`<form method="post" action="${action}">\n${fields}${content}\n</form>`;
}

/** A name that somebody chose: kept from turning around the text beside it, whatever its writing direction. */
export function nameOf(name: string): Html {
  return html`<bdi>${name}</bdi>`;
}

/** Who is signed in, and the way out. */
export function signedInAs(user: PageUser, signOut: PageForm, action: string): Html {
  return html`<div class="account">
<p>Signed in as <strong>${nameOf(user.label)}</strong></p>
${formOf(signOut, html`<button class="link">${action}</button>`)}
</div>`;
}

function render(insert: Insert): string {
  if (insert instanceof Html) return insert.text;
  if (insert === null || insert === false) return '';
  if (typeof insert === 'object') return insert.map(render).join('');
  return escapeText(String(insert));
}
