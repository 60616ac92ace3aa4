// Opens addresses in the user's browser: those of Oura's pages at Circlet instead, without TLS, since the browser does not know our authority.
import childProcess = require('node:child_process');

const HOSTS = ['api.ouraring.com', 'cloud.ouraring.com', 'moi.ouraring.com'];
const pages = process.env.CIRCLET_PAGES ?? '';
const own = (process.env.CIRCLET_BROWSER ?? '').split(':').filter(Boolean);
const usual = process.platform === 'darwin' ? 'open' : 'xdg-open';

const words = process.argv.slice(2).map((word) => {
  if (!URL.canParse(word)) return word;
  const url = new URL(word);
  return HOSTS.includes(url.hostname) ? pages + url.pathname + url.search : word;
});

const environment = { ...process.env, BROWSER: process.env.CIRCLET_BROWSER };
for (const command of [...own, usual]) {
  const [program = '', ...rest] = command.split(' ');
  const placed = rest.some((word) => word.includes('%s')) ? rest.map((word) => word.replace('%s', words[0] ?? '')) : [...rest, ...words];
  const { status, error } = childProcess.spawnSync(program, placed, { stdio: 'inherit', env: environment });
  if (!error) process.exit(status ?? 1);
}
process.stderr.write(`circlet: there is no browser here; open ${words.join(' ')}\n`);
process.exit(3);
