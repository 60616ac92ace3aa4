/**
 * What open-source Oura clients put on the wire, a row for each; seen in their code and on their wire in November 2026. Queries are as sent,
 * escaped as the client escapes them. The server's clock stands at 2026-03-15T12:00Z; there is a `daily_sleep` for every day from
 * 2026-02-01 to today, and a heart rate at ten minutes past every hour from 2026-02-12 on.
 */
export interface KnownClient {
  name: string;
  /** What it sends with a request for data, besides the bearer token. */
  headers: Record<string, string>;
  /** How it asks for days, and the days it finds: the first and the last. */
  days: string;
  findsDays: [first: string, last: string];
  /** How it asks for heart rates, and between which instants it finds them. */
  rates?: string;
  findsRates?: [from: string, to: string];
  /** How it asks for the next page; `caller` leaves that to whoever uses it, so both ways. */
  paging: 'cursor alone' | 'cursor and query' | 'caller' | 'first page only';
  /** How it gets tokens, where it does. */
  token?: TokenRequests;
}

/** Requests to the token endpoint and to revoke. */
export interface TokenRequests {
  /** Where the credentials of the app are: when the code is exchanged, and at a refresh. */
  credentials: [code: 'body' | 'Basic', refresh: 'body' | 'Basic'];
  headers?: Record<string, string>;
  /** The addresses of 2026 (moi.ouraring.com) instead of the old ones; `both`: these where those refuse. */
  addresses?: 'old' | 'new' | 'both';
  scope?: string;
  redirectUri?: string;
  /** Sends code_challenge and code_verifier. */
  pkce?: true;
  revoke?: 'GET ?access_token=' | 'POST ?access_token=' | 'POST with bearer' | 'POST form';
}

const JSON_ONLY = { accept: 'application/json' };
const ANY = { accept: '*/*' };
const PYTHON = { 'user-agent': 'python-requests/2.32', 'accept-encoding': 'gzip, deflate', accept: '*/*', connection: 'keep-alive' };
const AXIOS = { accept: 'application/json, text/plain, */*', 'user-agent': 'axios/0.26.1' };

const WEEK = 'start_date=2026-03-08&end_date=2026-03-12';
const IN_WEEK: KnownClient['findsDays'] = ['2026-03-08', '2026-03-12'];
const TWO_DAYS: [string, string] = ['2026-03-08T00:00Z', '2026-03-10T00:00Z'];
/** 24 hours before now: bounds that heartrate does not know are ignored. */
const LAST_DAY: [string, string] = ['2026-03-14T12:00Z', '2026-03-15T12:00Z'];
const LOCAL = 'http://localhost:8765/callback';
const HOME_ASSISTANT = 'https://my.home-assistant.io/redirect/oauth';
const bounds = (start: string, end: string) => `start_datetime=${start}&end_datetime=${end}`;

export const CLIENTS: KnownClient[] = [
  {
    name: 'pinta365-oura_api',
    headers: { ...ANY, 'user-agent': 'node' },
    ...{ days: WEEK, findsDays: IN_WEEK },
    ...{ rates: bounds('2026-03-08T00:00:00.000Z', '2026-03-10T00:00:00.000Z'), findsRates: TWO_DAYS },
    paging: 'cursor alone',
    token: { credentials: ['body', 'body'], revoke: 'POST ?access_token=' },
  },
  {
    name: 'hedgertronic-oura-ring',
    headers: PYTHON,
    ...{ days: WEEK, findsDays: IN_WEEK },
    ...{ rates: bounds('2026-03-08+00%3A00%3A00', '2026-03-10+00%3A00%3A00'), findsRates: TWO_DAYS },
    paging: 'cursor and query',
    token: { credentials: ['body', 'body'], revoke: 'GET ?access_token=' },
  },
  {
    name: 'python-ouraring',
    headers: PYTHON,
    ...{ days: WEEK, findsDays: IN_WEEK },
    ...{ rates: bounds('2026-03-08', '2026-03-10'), findsRates: TWO_DAYS },
    paging: 'caller',
    token: {
      credentials: ['Basic', 'body'],
      headers: { accept: 'application/json', 'content-type': 'application/x-www-form-urlencoded;charset=UTF-8' },
      scope: 'daily',
      revoke: 'POST with bearer',
    },
  },
  {
    name: 'home-assistant-oura',
    headers: { ...ANY, 'user-agent': 'HomeAssistant/2026.3.0 aiohttp/3.13 Python/3.13', 'accept-encoding': 'gzip, deflate, br' },
    ...{ days: 'start_date=2026-03-14&end_date=2026-03-16', findsDays: ['2026-03-14', '2026-03-15'] },
    ...{ rates: bounds('2026-02-12T00:00:00', '2026-03-14T23:59:59'), findsRates: ['2026-02-12T00:00Z', '2026-03-14T23:59:59Z'] },
    paging: 'cursor alone',
    token: { credentials: ['body', 'body'], addresses: 'both', redirectUri: HOME_ASSISTANT },
  },
  {
    name: 'ha-oura',
    headers: { ...ANY, 'user-agent': 'HomeAssistant/2026.3.0 aiohttp/3.13 Python/3.13' },
    ...{ days: 'start_date=2026-02-01&end_date=2026-03-15', findsDays: ['2026-02-01', '2026-03-15'] },
    ...{ rates: bounds('2026-03-14T00:00:00', '2026-03-15T23:59:59'), findsRates: ['2026-03-14T00:00Z', '2026-03-15T12:00Z'] },
    paging: 'first page only',
    token: { credentials: ['body', 'body'], redirectUri: HOME_ASSISTANT },
  },
  {
    name: 'proscar87-oura-mcp',
    headers: JSON_ONLY,
    ...{ days: `${WEEK}&fields=day%2Cscore`, findsDays: IN_WEEK },
    ...{ rates: bounds('2026-03-08T00%3A00%3A00', '2026-03-10T00%3A00%3A00'), findsRates: TWO_DAYS },
    paging: 'cursor and query',
    token: { credentials: ['body', 'body'], headers: JSON_ONLY, addresses: 'both' },
  },
  {
    name: 'oura-toolkit-ts',
    headers: { ...ANY, 'user-agent': 'node' },
    ...{ days: WEEK, findsDays: IN_WEEK },
    ...{ rates: bounds('2026-03-08T00%3A00%3A00.000Z', '2026-03-10T00%3A00%3A00.000Z'), findsRates: TWO_DAYS },
    paging: 'caller',
    token: { credentials: ['body', 'body'], headers: { 'content-type': 'application/x-www-form-urlencoded;charset=UTF-8' } },
  },
  {
    name: 'oura-toolkit-go',
    headers: { ...JSON_ONLY, 'user-agent': 'OpenAPI-Generator/1.0.0/go', 'accept-encoding': 'gzip' },
    ...{ days: WEEK, findsDays: IN_WEEK },
    ...{ rates: bounds('2026-03-08T00%3A00%3A00Z', '2026-03-10T00%3A00%3A00Z'), findsRates: TWO_DAYS },
    paging: 'caller',
  },
  {
    name: 'oura-toolkit-py',
    headers: { ...JSON_ONLY, 'user-agent': 'OpenAPI-Generator/1.0.0/python' },
    ...{ days: WEEK, findsDays: IN_WEEK },
    ...{ rates: bounds('2026-03-08T00:00:00.000000%2B0000', '2026-03-10T00:00:00.000000%2B0000'), findsRates: TWO_DAYS },
    paging: 'caller',
  },
  {
    name: 'go-oura',
    headers: { 'user-agent': 'Go-http-client/1.1', 'accept-encoding': 'gzip' },
    ...{ days: WEEK, findsDays: IN_WEEK },
    ...{ rates: bounds('2026-03-08T00%3A00%3A00%2B00%3A00', '2026-03-10T00%3A00%3A00%2B00%3A00'), findsRates: TWO_DAYS },
    paging: 'caller',
  },
  {
    name: 'oura-api-php',
    headers: { ...JSON_ONLY, 'user-agent': 'GuzzleHttp/7' },
    ...{ days: WEEK, findsDays: IN_WEEK },
    ...{ rates: bounds('2026-03-08T00%3A00%3A00%2B00%3A00', '2026-03-10T00%3A00%3A00%2B00%3A00'), findsRates: TWO_DAYS },
    paging: 'caller',
  },
  {
    name: 'www-oura-api',
    headers: { te: 'deflate,gzip;q=0.3', connection: 'TE, close', 'user-agent': 'libwww-perl/6.68' },
    ...{ days: '2', findsDays: ['2026-03-14', '2026-03-15'] },
    paging: 'first page only',
  },
  {
    name: 'crcatala-oura-cli',
    headers: { ...ANY, 'user-agent': 'node' },
    ...{ days: 'start_date=2026-03-08&end_date=2026-03-09', findsDays: ['2026-03-08', '2026-03-09'] },
    ...{ rates: bounds('2026-03-08T00%3A00', '2026-03-10T00%3A00'), findsRates: TWO_DAYS },
    paging: 'cursor and query',
    token: {
      credentials: ['body', 'body'],
      addresses: 'new',
      scope: 'extapi:daily extapi:heartrate extapi:personal',
      revoke: 'POST form',
    },
  },
  {
    name: 'sleeping-beauty',
    headers: { ...JSON_ONLY, 'user-agent': 'python-httpx/0.28' },
    ...{ days: WEEK, findsDays: IN_WEEK },
    ...{ rates: bounds('2026-03-08T00:00:00-05:00', '2026-03-10T00:00:00-05:00'), findsRates: ['2026-03-08T05:00Z', '2026-03-10T05:00Z'] },
    paging: 'cursor and query',
    token: { credentials: ['Basic', 'Basic'], scope: 'extapi:daily extapi:heartrate extapi:email', revoke: 'POST ?access_token=' },
  },
  {
    name: 'open-wearables',
    headers: { ...JSON_ONLY, 'content-type': 'application/json', 'user-agent': 'python-httpx/0.28' },
    ...{ days: 'start_date=2026-03-08&end_date=2026-03-12T23%3A59%3A59', findsDays: IN_WEEK },
    ...{ rates: bounds('2026-02-12T00%3A00%3A00Z', '2026-03-14T00%3A00%3A00Z'), findsRates: ['2026-02-12T00:00Z', '2026-03-14T00:00Z'] },
    paging: 'cursor and query',
    token: { credentials: ['body', 'body'], scope: 'daily heartrate personal activity email', revoke: 'POST ?access_token=' },
  },
  {
    name: 'samuelmr-oura',
    headers: JSON_ONLY,
    ...{ days: WEEK, findsDays: IN_WEEK },
    ...{ rates: bounds('2026-03-08T00%3A00%3A00.000Z', '2026-03-10T00%3A00%3A00.000Z'), findsRates: TWO_DAYS },
    paging: 'cursor and query',
    token: { credentials: ['Basic', 'Basic'], headers: { accept: 'application/json, application/x-www-form-urlencoded' } },
  },
  {
    name: 'daveremy-oura-mcp',
    headers: { ...ANY, 'user-agent': 'node' },
    ...{ days: 'start_date=2026-03-08&end_date=2026-03-08', findsDays: ['2026-03-08', '2026-03-08'] },
    ...{ rates: bounds('2026-03-08T00%3A00%3A00', '2026-03-08T23%3A59%3A59'), findsRates: ['2026-03-08T00:00Z', '2026-03-08T23:59:59Z'] },
    paging: 'first page only',
    token: {
      credentials: ['body', 'body'],
      scope: 'daily sleep readiness stress heartrate',
      redirectUri: 'http://localhost:9876/callback/',
    },
  },
  {
    name: 'yasuaki-oura-mcp',
    headers: { ...JSON_ONLY, 'user-agent': 'oura-mcp/0.2.13 (+https://github.com/YasuakiOmokawa/oura-mcp) node/20' },
    ...{ days: WEEK, findsDays: IN_WEEK },
    ...{ rates: bounds('2026-03-08T00%3A00%3A00Z', '2026-03-10T00%3A00%3A00Z'), findsRates: TWO_DAYS },
    paging: 'cursor and query',
    token: { credentials: ['body', 'body'], pkce: true, redirectUri: 'http://localhost:54321/callback' },
  },
  {
    name: 'oura-ring-mcp',
    headers: { ...ANY, 'user-agent': 'node' },
    ...{ days: WEEK, findsDays: IN_WEEK },
    ...{ rates: WEEK, findsRates: LAST_DAY },
    paging: 'first page only',
    token: { credentials: ['body', 'body'] },
  },
  {
    name: 'oura-api-v2-client',
    headers: AXIOS,
    ...{ days: WEEK, findsDays: IN_WEEK },
    ...{ rates: WEEK, findsRates: LAST_DAY },
    paging: 'caller',
  },
  {
    name: 'agent-oura',
    headers: { ...ANY, 'user-agent': 'node' },
    ...{ days: WEEK, findsDays: IN_WEEK },
    ...{ rates: bounds('2026-03-08T00%3A00%3A00', '2026-03-10T00%3A00%3A00'), findsRates: TWO_DAYS },
    paging: 'cursor and query',
    token: { credentials: ['body', 'body'] },
  },
  {
    name: 'mmm-oura2',
    headers: { ...ANY, 'user-agent': 'node-fetch' },
    ...{ days: WEEK, findsDays: IN_WEEK },
    ...{ rates: bounds('2026-03-08T00:00:00-04:00', '2026-03-10T00:00:00-04:00'), findsRates: ['2026-03-08T04:00Z', '2026-03-10T04:00Z'] },
    paging: 'cursor and query',
    token: { credentials: ['body', 'body'] },
  },
  {
    name: 'ourapy',
    headers: { ...ANY, 'content-type': 'application/json', 'user-agent': 'python-httpx/0.28' },
    ...{ days: WEEK, findsDays: IN_WEEK },
    ...{ rates: WEEK, findsRates: LAST_DAY },
    paging: 'cursor and query',
  },
  { name: 'n8n-oura', headers: JSON_ONLY, days: WEEK, findsDays: IN_WEEK, paging: 'first page only' },
  {
    name: 'obsidian-oura-plugin',
    headers: {},
    ...{ days: 'start_date=2026-03-14&end_date=2026-03-15', findsDays: ['2026-03-14', '2026-03-15'] },
    paging: 'first page only',
  },
  {
    name: 'n8n-oura-v2',
    headers: JSON_ONLY,
    days: WEEK,
    findsDays: IN_WEEK,
    paging: 'first page only',
    token: { credentials: ['Basic', 'Basic'] },
  },
  {
    name: 'oura-cf',
    headers: JSON_ONLY,
    days: WEEK,
    findsDays: IN_WEEK,
    paging: 'cursor and query',
    token: { credentials: ['Basic', 'Basic'], redirectUri: LOCAL },
  },
];
