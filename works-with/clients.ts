/** A client of the npm registry that is tried as it is. */
export interface NpmClient {
  name: string;
  version: string;
  language: string;
  licence: string;
  /** What its driver makes it do, for the reader of docs/works-with.md. */
  exercised: string;
  /** In works-with/drivers. */
  driver: string;
  /** What it needs besides, pinned as well. */
  beside?: Record<string, string>;
  /** Packages that are unpacked without what they depend on, because the driver loads a small part of them. */
  unpacked?: Record<string, string>;
  /** Packages that a file of works-with/drivers stands in for. */
  standIns?: { names: readonly string[]; file: string };
  /** What a reader has to know to judge the verdict. */
  note?: string;
}

export const NPM_CLIENTS: readonly NpmClient[] = [
  {
    name: 'oura',
    version: '2.0.4',
    language: 'JavaScript',
    licence: 'ISC',
    exercised: 'all 15 reads over 30 days, heart rates over several pages, OAuth: consent, code, refresh, a spent refresh, a wrong token',
    driver: 'oura.cjs',
  },
  {
    name: 'oura-api-v2-client',
    version: '1.0.2',
    language: 'TypeScript',
    licence: 'MIT',
    exercised: 'all reads of v2, with and without dates, a wrong cursor, a wrong token',
    driver: 'oura-api-v2-client.cjs',
    note: 'Its `sleep_v1` and `readiness_v1` ask for API v1, which Circlet does not serve.',
  },
  {
    name: 'iobroker.oura',
    version: '0.0.2',
    language: 'TypeScript',
    licence: 'Apache-2.0',
    exercised: 'its start, the eight collections it fetches, every state it makes of yesterday, a wrong token',
    driver: 'iobroker-oura.cjs',
    standIns: {
      names: ['iobroker.js-controller', '@iobroker/js-controller-common', '@iobroker/js-controller-adapter'],
      file: 'iobroker-host.cjs',
    },
    note: 'The adapter is unmodified; a small file stands in for ioBroker itself, which never touches the wire. It gives up heart rates for want of a `day`, at Oura too.',
  },
  {
    name: 'n8n-nodes-base',
    version: '2.41.1',
    language: 'TypeScript',
    licence: 'Sustainable Use Licence',
    exercised: 'the Oura node in a workflow: profile, three summaries with all and some items, without dates, a wrong token',
    driver: 'n8n-oura.cjs',
    beside: { 'n8n-core': '2.41.1', 'n8n-workflow': '2.41.0', 'moment-timezone': '0.5.48' },
    unpacked: { 'n8n-nodes-base': '2.41.1' },
    note: 'Run by the engine of n8n-core, without its server; [guide/n8n.md](guide/n8n.md) has the whole of n8n. Credentials are put in by the driver as their type says.',
  },
  {
    name: '@ivotoby/openapi-mcp-server',
    version: '1.16.1',
    language: 'TypeScript',
    licence: 'MIT',
    exercised: 'an MCP server from /openapi.json: a tool for every operation, five of them called by the MCP SDK, a wrong token',
    driver: 'openapi-mcp-server.mjs',
    beside: { '@modelcontextprotocol/sdk': '1.32.2' },
    note: 'Not made for Oura: it shows that Circlet’s OpenAPI document is one that generators can use.',
  },
];
