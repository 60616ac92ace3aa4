/** A program of our own on an HTTP stack of Debian, in the way of clients that cannot be had from npm. */
export interface Stack {
  name: string;
  language: string;
  /** The Debian packages that it needs. */
  packages: string;
  /** Whose habits on the wire it has. */
  inTheWayOf: string;
  exercised: string;
  /** The command, with file names of works-with/stacks. */
  command: readonly [string, ...string[]];
  /** A command that succeeds where the stack is installed. */
  probe: readonly [string, ...string[]];
  /** Prints the stack's version. */
  version: readonly [string, ...string[]];
}

const PYTHON = '/usr/bin/python3';
const python = (module: string, of = module) => ({
  probe: [PYTHON, '-c', `import ${module}`] as const,
  version: [PYTHON, '-c', `import ${of}; print("${of}", ${of}.__version__)`] as const,
});

export const STACKS: readonly Stack[] = [
  {
    name: 'requests + requests_oauthlib',
    language: 'Python',
    packages: 'python3-requests python3-requests-oauthlib',
    inTheWayOf: 'python-ouraring, hedgertronic-oura-ring',
    exercised: 'consent, code by Basic, scopes compared, dates as date-times, cursor alone, refresh by the body, revoke by the bearer',
    command: [PYTHON, 'requests-oauthlib.py'],
    ...python('requests_oauthlib'),
  },
  {
    name: 'aiohttp',
    language: 'Python',
    packages: 'python3-aiohttp',
    inTheWayOf: 'home-assistant-oura, ha-oura',
    exercised:
      'eleven collections at once, 60 days of heart rates in batches, 401 for what a scope lacks, refresh at both addresses, 18 dead refreshes',
    command: [PYTHON, 'aiohttp-home-assistant.py'],
    ...python('aiohttp'),
  },
  {
    name: 'httpx',
    language: 'Python',
    packages: 'python3-httpx',
    inTheWayOf: 'open-wearables, sleeping-beauty, ourapy',
    exercised:
      'an unescaped redirect URI, JSON content types on GET, chunks of 30 days, single documents, 16 webhooks with handshake, renew and delete, revoke',
    command: [PYTHON, 'httpx-open-wearables.py'],
    ...python('httpx'),
  },
  {
    name: 'Guzzle',
    language: 'PHP',
    packages: 'php-cli php-curl php-guzzlehttp-guzzle',
    inTheWayOf: 'oura-api-php',
    exercised: '15 collections, each with a single document, offsets, 401, 404 and 422 as exceptions',
    command: ['php', 'guzzle-oura-api.php'],
    probe: ['php', '-r', 'require "GuzzleHttp/autoload.php"; exit(function_exists("curl_init") ? 0 : 1);'],
    version: ['php', '-r', 'echo "php ", PHP_VERSION, "\\n";'],
  },
  {
    name: 'net/http, strict decoding',
    language: 'Go',
    packages: 'golang-go',
    inTheWayOf: 'oura-toolkit-go, go-oura',
    exercised: 'every collection into models of the contract, 60 days over all pages: no property unknown, none missing',
    command: ['go', 'run', 'go-strict.go', 'go-models.go'],
    probe: ['go', 'version'],
    version: ['go', 'version'],
  },
  {
    name: 'LWP',
    language: 'Perl',
    packages: 'libwww-perl liblwp-protocol-https-perl libjson-perl',
    inTheWayOf: 'www-oura-api',
    exercised: 'lists by `?2`, heart rates, personal_info, a refusal that has to be JSON',
    command: ['perl', 'lwp-www-oura-api.pl'],
    probe: ['perl', '-MLWP::Protocol::https', '-MJSON', '-e', '1'],
    version: ['perl', '-MLWP', '-e', 'print "libwww-perl $LWP::VERSION\\n"'],
  },
  {
    name: 'java.net.http',
    language: 'Java',
    packages: 'default-jdk-headless',
    inTheWayOf: 'apps on the JVM',
    exercised: 'consent, code by Basic, lists over all pages, refresh, revoke by GET',
    command: ['java', 'JavaFlow.java'],
    probe: ['java', '-version'],
    version: ['java', '--version'],
  },
];
