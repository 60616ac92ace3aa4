/** A point in which the published contract and the real service differ, or a size that tests want smaller. */
interface Switch<Value> {
  /** The allowed words, or `positive integer`. */
  values: readonly Value[] | 'positive integer';
  contract: Value;
  oura: Value;
  /** What it changes. */
  about: string;
  /** Where it is known from. */
  source: string;
  /** The test that shows it. */
  test: string;
}

const define = <Value>(definition: Switch<Value>) => definition;

/** Every switch; a profile is a column of this table. New oddities of the service become new rows, not branches. */
export const switches = {
  missingToken: define<'401' | '400'>({
    values: ['401', '400'],
    contract: '401',
    oura: '400',
    about: 'Status of a request without an Authorization header.',
    source: 'contract: 401; one probe of the service in 2026: 400',
    test: 'test/http/access.test.ts',
  }),
  meta: define<'on' | 'off'>({
    values: ['on', 'off'],
    contract: 'on',
    oura: 'off',
    about: 'Whether documents carry `meta`.',
    source: 'contract 1.29 requires it; about 8,500 recorded rows of the service lack it',
    test: 'test/http/documents.test.ts',
  }),
  range: define<'instant' | 'day'>({
    values: ['instant', 'day'],
    contract: 'instant',
    oura: 'instant',
    about: 'What a date bound is compared with: the instant of the document (a date means 00:00 UTC), or its local day.',
    source: 'recordings of December 2024; `day` is what clients tend to expect',
    test: 'test/http/ranges.test.ts',
  }),
  idToken: define<'null' | 'absent'>({
    values: ['null', 'absent'],
    contract: 'null',
    oura: 'null',
    about:
      'Whether token answers carry `"id_token":null`, which `openid-client` and `oauth4webapi` refuse, as they do that of the service.',
    source: 'answers of the service in 2026; OpenID Connect Core §3.1.3.3 knows no null',
    test: 'test/oauth/tokens.test.ts',
  }),
  unknownSubscription: define<'403' | '404'>({
    values: ['403', '404'],
    contract: '403',
    oura: '404',
    about: 'Status where a webhook subscription to be changed, renewed or removed is not there; reading it is answered 403 in any case.',
    source: 'contract: 403; recordings of a client, edited in part: 404',
    test: 'test/webhooks/subscriptions.test.ts',
  }),
  documentPageSize: define<number>({
    values: 'positive integer',
    contract: 5000,
    oura: 5000,
    about: 'Documents in one page.',
    source: '2,141 documents seen in one answer; many clients never follow a cursor',
    test: 'test/http/paging.test.ts',
  }),
  seriesPageSize: define<number>({
    values: 'positive integer',
    contract: 1000,
    oura: 1000,
    about: 'Rows of a series in one page.',
    source: '1,000 to 1,101 rows seen in one answer',
    test: 'test/http/paging.test.ts',
  }),
};

export type SwitchName = keyof typeof switches;

/** The setting of every switch. */
export type Behaviour = { -readonly [Name in SwitchName]: (typeof switches)[Name]['contract'] };

export const PROFILES = ['contract', 'oura'] as const;
export type ProfileName = (typeof PROFILES)[number];

/** The settings of a profile, with single ones changed. */
export function behaviourOf(profile: ProfileName, changes: Partial<Behaviour> = {}): Behaviour {
  const settings = Object.entries(switches).map(([name, definition]) => [name, definition[profile]]);
  return { ...(Object.fromEntries(settings) as Behaviour), ...changes };
}
