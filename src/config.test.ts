import { describe, expect, test } from 'vitest';
import { ConfigError, environmentName, readConfig, type Setting, settings, switchSettings } from './config.js';
import { behaviourOf } from './http/behaviour.js';

const all: [string, Setting][] = [...Object.entries<Setting>(settings), ...Object.entries(switchSettings)];

/** What other settings have to be for a server that may be open to a network. */
const GUARDED = { login: 'password' };

/** By setting: two values it takes as text, what they become, and texts it refuses. */
const VALUES: Record<string, { one: [string, unknown]; other: [string, unknown]; bad: string[] }> = {
  host: { one: ['0.0.0.0', '0.0.0.0'], other: ['::1', '::1'], bad: [''] },
  port: { one: ['0', 0], other: ['65535', 65_535], bad: ['65536', '-1', '1.5', '1e3', '0x10', ' 80', 'http', ''] },
  data: { one: ['/var/lib/circlet', '/var/lib/circlet'], other: [':memory:', ':memory:'], bad: [''] },
  database: {
    one: ['postgres://me@localhost/circlet', 'postgres://me@localhost/circlet'],
    other: ['postgresql:///circlet?host=/run', 'postgresql:///circlet?host=/run'],
    // Others are refused without being told, as they may hold a password: test/postgres/cli.test.ts.
    bad: [''],
  },
  databaseConnections: { one: ['3', 3], other: ['1000', 1000], bad: ['2', '1001', 'many', ''] },
  databaseTimeout: { one: ['1', 1], other: ['3600', 3600], bad: ['0', '3601', '1.5', ''] },
  empty: { one: ['true', true], other: ['false', false], bad: ['yes', 'TRUE', '2', ''] },
  json: { one: ['1', true], other: ['0', false], bad: ['yes', ''] },
  adminToken: { one: ['secret', 'secret'], other: ['5', '5'], bad: [''] },
  rateLimit: { one: ['0', 0], other: ['999999999', 999_999_999], bad: ['-1', '1000000000', 'none', ''] },
  appRateLimit: { one: ['0', 0], other: ['7', 7], bad: ['-1', 'none', ''] },
  login: { one: ['password', 'password'], other: ['picker', 'picker'], bad: ['none', 'Picker', ''] },
  autoConsent: { one: ['1', true], other: ['false', false], bad: ['yes', ''] },
  publicUrl: {
    one: ['http://localhost:80', 'http://localhost'],
    other: ['https://127.0.0.1:8443/', 'https://127.0.0.1:8443'],
    bad: ['localhost', 'ftp://localhost', 'https://localhost/path', 'https://a@localhost', 'https://localhost/#a', ''],
  },
  tokenTtl: { one: ['1', 1], other: ['999999999', 999_999_999], bad: ['0', '-1', '1.5', '30d', ''] },
  public: { one: ['true', true], other: ['0', false], bad: ['yes', ''] },
  webhookTimeout: { one: ['1', 1], other: ['60', 60], bad: ['0', '61', '1.5', ''] },
  webhookRetries: { one: ['5', [5]], other: ['1,86400', [1, 86_400]], bad: ['0', '86401', '1;2', '1,', 'never', ''] },
  refreshTtl: { one: ['1', 1], other: ['999999999', 999_999_999], bad: ['0', '-1', '1.5', '30d', ''] },
  workers: { one: ['2', 2], other: ['256', 256], bad: ['0', '257', 'all', ''] },
  requestTimeout: { one: ['1', 1], other: ['3600', 3600], bad: ['0', '3601', '1.5', ''] },
  metrics: {
    one: ['127.0.0.1:9464', { host: '127.0.0.1', port: 9464 }],
    other: ['[::1]:0', { host: '::1', port: 0 }],
    bad: ['9464', '127.0.0.1', '127.0.0.1:', ':9464', 'host:65536', 'host:x', 'http://host:1', ''],
  },
  timeLapse: { one: ['1d/10s', 8640], other: ['0.5h/30min', 1], bad: ['8640', '1d', '1d/0s', '1w/1s', '1d / 10s', '-1d/1s', ''] },
  profile: { one: ['oura', 'oura'], other: ['contract', 'contract'], bad: ['Oura', 'real', ''] },
  logLevel: { one: ['silent', 'silent'], other: ['debug', 'debug'], bad: ['loud', 'WARN', ''] },
  missingToken: { one: ['400', '400'], other: ['401', '401'], bad: ['403', ''] },
  meta: { one: ['off', 'off'], other: ['on', 'on'], bad: ['true', ''] },
  range: { one: ['day', 'day'], other: ['instant', 'instant'], bad: ['days', ''] },
  idToken: { one: ['absent', 'absent'], other: ['null', 'null'], bad: ['undefined', ''] },
  unknownSubscription: { one: ['404', '404'], other: ['403', '403'], bad: ['405', ''] },
  documentPageSize: { one: ['1', 1], other: ['1000000', 1_000_000], bad: ['0', '1000001', '-5', 'all', ''] },
  seriesPageSize: { one: ['1', 1], other: ['1000000', 1_000_000], bad: ['0', '1000001', '-5', 'all', ''] },
};

const settingOf = (config: ReturnType<typeof readConfig>, name: string) =>
  (name in switchSettings ? config.behaviour : config)[name as never] as unknown;

const camel = (flag: string) => flag.replace(/-[a-z]/g, (letters) => (letters[1] as string).toUpperCase());

test('every setting is tried here', () => {
  expect(Object.keys(VALUES)).toEqual(all.map(([name]) => name));
});

describe.each(all)('%s', (name, setting) => {
  const { one, other, bad } = VALUES[name] as (typeof VALUES)[string];
  const variable = environmentName(setting);

  test('its flag is its name, its variable the flag in capitals', () => {
    expect(camel(setting.flag)).toBe(name);
    expect(variable).toBe(`CIRCLET_${setting.flag.toUpperCase().replaceAll('-', '_')}`);
  });

  test('flag over environment over default', () => {
    const guarded = name === 'host' ? GUARDED : {};
    const standard = name in switchSettings ? behaviourOf('contract')[name as never] : setting.default;
    expect(settingOf(readConfig({}, {}), name)).toEqual(standard);
    expect(settingOf(readConfig(guarded, { [variable]: one[0] }), name)).toEqual(one[1]);
    expect(settingOf(readConfig(guarded, { [variable]: other[0] }), name)).toEqual(other[1]);
    expect(settingOf(readConfig({ ...guarded, [name]: one[0] }, { [variable]: other[0] }), name)).toEqual(one[1]);
    expect(settingOf(readConfig({ ...guarded, [name]: other[0] }, { [variable]: one[0] }), name)).toEqual(other[1]);
  });

  test('a variable that is empty counts as not set', () => {
    expect(readConfig({}, { [variable]: '' })).toEqual(readConfig({}, {}));
  });

  test.each(bad)('%j is refused by name, from the flag', (text) => {
    const read = () => readConfig({ [name]: text }, {});
    expect(read).toThrow(ConfigError);
    expect(read).toThrow(`--${setting.flag} (${variable}): `);
  });

  test.each(bad.filter(Boolean))('%j is refused by name, from the environment', (text) => {
    const read = () => readConfig({}, { [variable]: text });
    expect(read).toThrow(ConfigError);
    expect(read).toThrow(new RegExp(`--${setting.flag} \\(${variable}\\): .*${text.trim()}`));
  });

  test('says what it does', () => {
    expect(setting.about).toMatch(/^[A-Z].*\.$/s);
  });
});

test('a flag without a value, as commander gives it', () => {
  expect(readConfig({ json: true, empty: true }, {})).toMatchObject({ json: true, empty: true });
});

test.each<[Record<string, unknown>, RegExp | null]>([
  [{ host: '0.0.0.0' }, /^--login picker .* 0\.0\.0\.0\. Use --login password/],
  [{ host: 'rings.example' }, /^--login picker/],
  [{ host: '127.0.0.1', publicUrl: 'https://rings.example' }, /^--login picker .* rings\.example\./],
  [{ host: '0.0.0.0', login: 'password', autoConsent: true }, /^--auto-consent .* loopback only\.$/],
  [{ host: '0.0.0.0', login: 'password' }, null],
  [{ host: '::1', autoConsent: true }, null],
  [{ host: '127.9.9.9' }, null],
  [{ host: 'localhost', publicUrl: 'http://localhost:8080' }, null],
])('%j lets in nobody who should not', (flags, refusal) => {
  if (refusal === null) expect(readConfig(flags, {})).toMatchObject(flags);
  else expect(() => readConfig(flags, {})).toThrow(refusal);
});

test('a profile sets the switches, single ones can be changed', () => {
  expect(readConfig({ profile: 'oura' }, {}).behaviour).toEqual(behaviourOf('oura'));
  expect(readConfig({ profile: 'oura', meta: 'on' }, { CIRCLET_SERIES_PAGE_SIZE: '7' }).behaviour).toEqual(
    behaviourOf('oura', { meta: 'on', seriesPageSize: 7 }),
  );
});

test('other variables are left alone', () => {
  expect(readConfig({}, { HOST: 'x', PORT: 'y', CIRCLET_UNKNOWN: 'z', circlet_port: '1' })).toEqual(readConfig({}, {}));
});
