import { type Html, html } from './html.js';
import { STYLE_PATH } from './models.js';

/** A whole page: `title` names it in the browser's tab, `main` begins with its only `h1`. */
export function layout(title: string, main: Html): string {
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="robots" content="noindex">
<title>${title} – Circlet</title>
<link rel="stylesheet" href="${STYLE_PATH}">
</head>
<body>
<header>
<svg class="mark" viewBox="0 0 24 24" width="24" height="24" aria-hidden="true"><circle cx="12" cy="12" r="8.5"/></svg>
Circlet
</header>
<main>
${main}
</main>
</body>
</html>
`.text;
}
