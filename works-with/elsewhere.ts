/** A client that is not in the registry with which docs/works-with.md is made. */
export interface ElsewhereClient {
  name: string;
  from: string;
  what: string;
  /** What to type, or what to change; as Markdown. */
  start: string;
}

const RUN = 'circlet run --';
const node = (words: string) => `\`${RUN} ${words}\``;
const withApp = (words: string, uri: string) => `\`circlet run --client-id ID --client-secret SECRET --redirect-uri ${uri} -- ${words}\``;

export const ELSEWHERE: readonly ElsewhereClient[] = [
  {
    name: 'oura_api (Pinta365)',
    from: 'npm, JSR, GitHub Pinta365/oura_api',
    what: 'TypeScript library, MCP server',
    start: node('node my-script.js'),
  },
  {
    name: 'oura-ring-mcp',
    from: 'npm, GitHub mitchhankins01/oura-ring-mcp',
    what: 'MCP server',
    start: `\`OURA_ACCESS_TOKEN=any ${RUN} npx oura-ring-mcp\``,
  },
  {
    name: '@yasuakiomokawa/oura-mcp',
    from: 'npm, GitHub',
    what: 'MCP server with PKCE',
    start: withApp('npx @yasuakiomokawa/oura-mcp configure', 'http://localhost:54321/callback'),
  },
  {
    name: 'oura-mcp-unofficial',
    from: 'npm, GitHub davidmosiah/ouramcp',
    what: 'MCP server',
    start: withApp('npx oura-mcp-unofficial auth', 'http://127.0.0.1:3000/callback'),
  },
  { name: 'daveremy/oura-mcp', from: 'npm, GitHub', what: 'MCP server and CLI', start: `\`OURA_TOKEN=any ${RUN} npx oura-mcp\`` },
  { name: 'proscar87 oura-mcp', from: 'PyPI mcp-oura, GitHub', what: 'MCP server', start: withApp('uvx mcp-oura', "'http://localhost:*'") },
  {
    name: 'oura-toolkit',
    from: 'npm, PyPI, crates, Go modules',
    what: 'CLI in Rust, generated SDKs',
    start: `${node('oura …')}; whether the Rust binary takes its authorities from the environment is not known`,
  },
  { name: 'oura-ring (hedgertronic)', from: 'PyPI', what: 'Python library (requests)', start: node('python my_script.py') },
  { name: 'oura (python-ouraring)', from: 'PyPI', what: 'Python library (requests)', start: node('python my_script.py') },
  { name: 'oura-py, ourapy', from: 'PyPI, GitHub', what: 'Python library (httpx)', start: node('python my_script.py') },
  {
    name: 'home-assistant-oura, ha-oura',
    from: 'HACS',
    what: 'Home Assistant integration',
    start: '[guide/home-assistant.md](guide/home-assistant.md)',
  },
  {
    name: 'open-wearables',
    from: 'GitHub the-momentum/open-wearables',
    what: 'platform in containers',
    start: 'the compose example in [guide/run.md](guide/run.md)',
  },
  {
    name: 'airbyte-source-oura',
    from: 'PyPI, Airbyte',
    what: 'data connector',
    start: `${node('source-oura read …')}, outside of a container`,
  },
  { name: 'go-oura', from: 'Go modules', what: 'Go library', start: node('go run .') },
  { name: 'ouracli', from: 'Go modules, PyPI', what: 'CLI and MCP server', start: withApp('oura auth login', "'http://localhost:*'") },
  { name: 'oura-api-php', from: 'Packagist', what: 'PHP library (Guzzle)', start: node('php my-script.php') },
  { name: 'WWW::Oura::API', from: 'CPAN', what: 'Perl library (LWP)', start: node('perl my-script.pl') },
  {
    name: 'ex_oura',
    from: 'Hex',
    what: 'Elixir library',
    start: `${node('mix run …')}; Erlang reads no environment, so set its CA file and proxy by hand`,
  },
  {
    name: 'crcatala/oura-cli, agent-oura, sleeping-beauty',
    from: 'GitHub',
    what: 'CLIs',
    start: withApp('their command', "'http://localhost:*'"),
  },
  { name: 'MMM-Oura2', from: 'GitHub', what: 'MagicMirror module', start: node('npm start') },
  {
    name: 'obsidian-oura-plugin',
    from: 'GitHub',
    what: 'Obsidian plugin',
    start: `${node('obsidian')}; Electron takes the proxy, its certificate store may not take the authority`,
  },
  {
    name: 'oura prometheus exporter (tetsuya28)',
    from: 'GitHub',
    what: 'exporter in Go',
    start: `${node('./exporter')}; or the exporter of [guide/grafana.md](guide/grafana.md)`,
  },
];
