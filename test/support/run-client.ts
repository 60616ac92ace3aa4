import { spawnSync } from 'node:child_process';
import path from 'node:path';

const CLIENTS = path.join(import.meta.dirname, '../clients');

/** A small program on one of the HTTP stacks that real Oura clients use. */
export interface Client {
  name: string;
  /** Whether this machine can run it. */
  isInstalled: boolean;
  /** The command; the address that it shall ask comes behind. */
  words: string[];
}

const succeeds = (command: string, ...words: string[]) => spawnSync(command, words, { stdio: 'ignore' }).status === 0;
const file = (name: string) => path.join(CLIENTS, name);
/** Debian's own Python is the one with Debian's packages. */
const PYTHON = ['/usr/bin/python3', 'python3'].find((command) => succeeds(command, '--version')) ?? 'python3';

const node = (name: string): Client => ({ name, isInstalled: true, words: [process.execPath, file(name)] });
const python = (name: string, module: string): Client => {
  return { name, isInstalled: succeeds(PYTHON, '-c', `import ${module}`), words: [PYTHON, file(name)] };
};
const php = (name: string, code: string): Client => ({
  name,
  isInstalled: succeeds('php', '-r', code),
  words: ['php', file(name)],
});
const java = (name: string): Client => ({ name, isInstalled: succeeds('java', '-version'), words: ['java', file(name)] });

/** The programs in test/clients, for tests and for whoever wants to see that a stack works. */
export const clients: readonly Client[] = [
  { name: 'curl.sh', isInstalled: succeeds('curl', '--version'), words: ['sh', file('curl.sh')] },
  ...['node-fetch.mjs', 'node-https.cjs', 'node-axios.mjs', 'node-undici.mjs', 'node-worker.mjs'].map(node),
  python('python-urllib.py', 'urllib.request'),
  python('python-http-client.py', 'http.client'),
  python('python-requests.py', 'requests'),
  python('python-httpx.py', 'httpx'),
  python('python-aiohttp.py', 'aiohttp'),
  {
    name: 'perl-lwp.pl',
    isInstalled: succeeds('perl', '-MLWP::Protocol::https', '-e', '1'),
    words: ['perl', file('perl-lwp.pl')],
  },
  php('php-curl.php', 'exit(function_exists("curl_init") ? 0 : 1);'),
  php('php-guzzle.php', 'exit(@include("GuzzleHttp/autoload.php") ? 0 : 1);'),
  { name: 'go-http.go', isInstalled: succeeds('go', 'version'), words: ['go', 'run', file('go-http.go')] },
  java('JavaHttp.java'),
  java('JavaConnection.java'),
];

/** The status and body that a client printed. */
export function answerOf(printed: string): { status: number; body: string } {
  const lines = printed.trimEnd().split('\n');
  return { status: Number(lines.pop()), body: lines.join('\n') };
}
