import { html } from './html.js';
import { layout } from './layout.js';
import type { ErrorModel } from './models.js';

/** Says why somebody cannot go on, where there is no app to send them back to. */
export function errorPage({ title, detail }: ErrorModel): string {
  return layout(
    title,
    html`<h1>${title}</h1>
<p>${detail}</p>`,
  );
}
