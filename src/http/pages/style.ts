/** The stylesheet of all pages. Every pair of text and ground has a contrast of at least 4.5, the edges of controls at least 3. */
export const STYLE = `
:root {
  color-scheme: light dark;
  --ground: #f3f4f1;
  --card: #ffffff;
  --text: #1d2422;
  --quiet: #55605c;
  --line: #d9ddd9;
  --edge: #7d8783;
  --accent: #0d6655;
  --accent-deep: #094e41;
  --on-accent: #ffffff;
  --bad: #9c2b20;
  --bad-ground: #fcefed;
  --good-ground: #e8f3ef;
}
@media (prefers-color-scheme: dark) {
  :root {
    --ground: #121615;
    --card: #1b211f;
    --text: #e7ebe9;
    --quiet: #a5b0ac;
    --line: #333c39;
    --edge: #74807b;
    --accent: #6cc9b2;
    --accent-deep: #8fdac7;
    --on-accent: #06231c;
    --bad: #f3a49b;
    --bad-ground: #35201d;
    --good-ground: #1b322c;
  }
}
*, ::before, ::after { box-sizing: border-box; }
body {
  margin: 0;
  padding: 1.5rem 1rem 3rem;
  background: var(--ground);
  color: var(--text);
  font: 1rem/1.5 system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', sans-serif;
  overflow-wrap: anywhere;
}
header, main { max-width: 28rem; margin: 0 auto; }
header { display: flex; align-items: center; gap: 0.5rem; padding: 0 0.25rem 1rem; font-weight: 600; }
.mark { fill: none; stroke: var(--accent); stroke-width: 3; }
main { padding: 1.5rem 1.25rem; background: var(--card); border: 1px solid var(--line); border-radius: 0.75rem; }
@media (min-width: 40rem) {
  body { padding-top: 4rem; }
  main { padding: 2rem; }
}
h1 { margin: 0; font-size: 1.5rem; line-height: 1.25; text-wrap: balance; }
h2 { margin: 1.5rem 0 0.5rem; font-size: 1rem; }
p { margin: 0.75rem 0; }
main > :last-child { margin-bottom: 0; }
ul { margin: 0; padding: 0; list-style: none; }
code { font-size: 0.9em; }
.lead { margin: 0.25rem 0 1.5rem; color: var(--quiet); }
.lead strong { color: var(--text); }
.note { color: var(--quiet); font-size: 0.875rem; }
.note strong { color: var(--text); }
.error, .notice { padding: 0.625rem 0.875rem; border-radius: 0.5rem; }
.error { border: 1px solid var(--bad); background: var(--bad-ground); color: var(--bad); }
.notice { border: 1px solid var(--accent); background: var(--good-ground); }

label { display: block; margin-top: 1rem; font-weight: 600; }
input:not([type=checkbox]) {
  width: 100%;
  min-height: 2.75rem;
  margin: 0.25rem 0 0;
  padding: 0.5rem 0.75rem;
  border: 1px solid var(--edge);
  border-radius: 0.5rem;
  background: var(--card);
  color: inherit;
  font: inherit;
}
input[aria-invalid] { border-color: var(--bad); }
button {
  width: 100%;
  min-height: 2.75rem;
  padding: 0.5rem 1rem;
  border: 1px solid var(--edge);
  border-radius: 0.5rem;
  background: var(--card);
  color: inherit;
  font: inherit;
  font-weight: 600;
  overflow-wrap: anywhere;
  cursor: pointer;
}
button:hover { border-color: var(--accent); }
.primary { border-color: var(--accent); background: var(--accent); color: var(--on-accent); }
.primary:hover { border-color: var(--accent-deep); background: var(--accent-deep); }
label ~ .primary { margin-top: 1.5rem; }
.choice { font-weight: 400; text-align: start; }
.choices li + li { margin-top: 0.5rem; }
.link { width: auto; padding: 0; border: 0; background: none; color: var(--accent); font-weight: 400; text-decoration: underline; }
.link:hover { color: var(--accent-deep); }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
[tabindex='-1'] { outline: none; }

.account { display: flex; flex-wrap: wrap; align-items: center; justify-content: space-between; column-gap: 1rem; margin-top: 0.5rem; color: var(--quiet); }
.account p { margin: 0; }
.account strong { color: var(--text); font-weight: 400; }
fieldset { min-width: 0; margin: 1.25rem 0; padding: 1rem 0 0; border: 0; border-top: 1px solid var(--line); }
legend { float: left; width: 100%; padding: 0; font-weight: 600; }
legend + p { clear: left; margin: 0 0 0.5rem; }
.scopes li { display: flex; align-items: flex-start; gap: 0.75rem; }
.scopes input { flex: none; width: 1.25rem; height: 1.25rem; margin: 0.625rem 0 0; accent-color: var(--accent); }
.scopes label { flex: 1; margin: 0; padding: 0.5rem 0; font-weight: 400; cursor: pointer; }
.decision { display: grid; grid-template-columns: 1fr 1fr; gap: 0.75rem; margin-top: 1.25rem; }
.apps > li { margin-top: 1.25rem; padding-top: 1.25rem; border-top: 1px solid var(--line); }
.apps h2 { margin: 0; font-size: 1.125rem; }
.apps .note { margin: 0.125rem 0 0.75rem; }
.apps li ul { padding-left: 1.25rem; list-style: disc; }
.apps form { margin-top: 0.75rem; }
.unseen { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
@media (forced-colors: active) {
  .mark { stroke: CanvasText; }
}
`.trimStart();
