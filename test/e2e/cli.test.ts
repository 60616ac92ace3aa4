import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, describe, expect, test, vi } from 'vitest';
import { run, runInside, runWell, serve, temporaryFolder } from './program.js';

vi.setConfig({ testTimeout: 60_000 });

const NIGHTS = ['2026-01-02', '2026-01-03', '2026-01-04'].map((day) => ({
  ...{ id: `night-${day}`, day, contributors: {}, score: 80 },
  timestamp: `${day}T04:00:00.000+02:00`,
}));
const WORKOUT = {
  ...{ day: '2026-01-02', activity: 'running', intensity: 'easy', source: 'manual' },
  ...{ start_datetime: '2026-01-02T10:00:00.000+02:00', end_datetime: '2026-01-02T11:00:00.000+02:00' },
};
const BEATS = [0, 1, 2].map((second) => ({ timestamp: `2026-01-02T00:00:0${second}.000Z`, bpm: 60 + second, source: 'rest' }));
const { folder, remove } = temporaryFolder();
afterAll(remove);

const write = (name: string, content: unknown) => {
  const file = path.join(folder, name);
  writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content));
  return file;
};

/** A store of its own, and the program on it: what tells in JSON runs inside this process, everything else in its own. */
function storeIn(name: string) {
  const env = { CIRCLET_DATA: path.join(folder, name) };
  return {
    data: env.CIRCLET_DATA,
    run: (...words: string[]) => run(words, { env }),
    well: (...words: string[]) => runWell(words, { env }),
    async json(...words: string[]) {
      const { code, out, error } = await runInside(...words, '--json', '--data', env.CIRCLET_DATA);
      expect([code, error]).toEqual([0, '']);
      return JSON.parse(out);
    },
  };
}

test.concurrent('the life of a user', async () => {
  const store = storeIn('users');
  const profile = ['--age', '33', '--weight', '70.5', '--height', '1.8', '--biological-sex', 'female'];
  const id = (await store.well('user', 'add', '--email', 'me@example.com', ...profile)).trim();
  expect(id).toMatch(/^[0-9a-f-]{36}$/);
  const other = (await store.json('user', 'add')) as { id: string };
  expect(Object.keys(other)).toEqual(['id']);

  const users = await store.json('user', 'list');
  expect(users).toEqual([
    {
      ...{ id, email: 'me@example.com', age: 33, weight: 70.5, height: 1.8, biological_sex: 'female', membership: 'active' },
      created_at: expect.stringMatching(/^\d{4}-.*Z$/),
    },
    {
      ...other,
      email: null,
      age: null,
      weight: null,
      height: null,
      biological_sex: null,
      membership: 'active',
      created_at: expect.any(String),
    },
  ]);
  expect((await store.well('user', 'list')).split('\n').map((line) => line.split(/ {2,}/).slice(0, 3))).toEqual([
    ['ID', 'EMAIL', 'MEMBERSHIP'],
    [id, 'me@example.com', 'active'],
    [other.id, '-', 'active'],
    [''],
  ]);

  await store.well('import', write('daily_sleep.json', NIGHTS), write('heartrate.json', BEATS), '--user', id);
  expect(await store.json('user', 'show', id)).toEqual({ ...users[0], counts: { daily_sleep: 3, heartrate: 3 } });
  expect(await store.well('user', 'show', id)).toMatch(/^id +.*^email +me@example\.com$.*^daily_sleep +3$.*^heartrate +3$/ms);

  expect(await store.well('user', 'lapse', id)).toBe(`${id} lapsed\n`);
  expect((await store.json('user', 'show', id)).membership).toBe('lapsed');
  expect(await store.well('user', 'resume', id)).toBe(`${id} active\n`);
  expect(await store.well('user', 'remove', id)).toBe(`${id} erased\n`);
  expect((await store.json('user', 'list')).map((user: { id: string }) => user.id)).toEqual([other.id]);
});

test.concurrent('tokens', async () => {
  const store = storeIn('tokens');
  const { id: user } = await store.json('user', 'add');
  const text = (await store.well('token', 'add', '--user', user)).trim();
  expect(text).toMatch(/^[A-Z2-7]{32}$/);
  const scopes = ['--scope', 'daily,heartrate personal', '--expires-in', '3600', '--label', 'for a test'];
  const token = await store.json('token', 'add', '--user', user, ...scopes);
  expect(token).toEqual({ id: expect.stringMatching(/^[a-z2-7]{8}$/), token: expect.stringMatching(/^[A-Z2-7]{32}$/) });

  const tokens = await store.json('token', 'list', '--user', user);
  const listed = tokens.find(({ id }: { id: string }) => id === token.id);
  expect(tokens).toHaveLength(2);
  expect(listed).toMatchObject({ label: 'for a test', scopes: ['daily', 'heartrate', 'personal'] });
  expect(Date.parse(listed.expires_at) - Date.parse(listed.created_at)).toBe(3_600_000);
  const shown = await store.well('token', 'list', '--user', user);
  expect(shown).toMatch(/^ID +LABEL +CREATED +EXPIRES +SCOPES$/m);
  expect(shown).toMatch(/ never /);
  for (const secret of [text, token.token]) expect(shown + JSON.stringify(tokens)).not.toContain(secret);

  expect(await store.well('token', 'revoke', token.id, '--user', user)).toBe(`${token.id} revoked\n`);
  expect(await store.run('token', 'revoke', token.id, '--user', user)).toMatchObject({ code: 1, error: expect.stringContaining(token.id) });
  expect(await store.json('token', 'list', '--user', user)).toHaveLength(1);
});

test.concurrent('import, export, backup and doctor', async () => {
  const store = storeIn('data');
  const { id } = await store.json('user', 'add', '--email', 'me@example.com');
  const nights = write('sleep_scores_daily_sleep.json', {
    data: [...NIGHTS, { ...NIGHTS[0], id: 'bad', score: 'high' }],
    next_token: null,
  });
  const beats = write('heartrate.ndjson', BEATS.map((beat) => JSON.stringify(beat)).join('\n'));

  expect(await store.well('import', nights, '--user', id, '--dry-run')).toMatch(/3 created, 1 rejected\n.*Dry run, nothing was written\./s);
  expect((await store.json('user', 'show', id)).counts).toEqual({});
  const text = await store.well('import', nights, beats, '--user', id);
  expect(text).toMatch(/^imported {2}.*daily_sleep\.json: daily_sleep, 3 created, 1 rejected\n {4}rejected: row 4 \(bad\): score: .*\n/);
  expect(text).toMatch(/^imported {2}.*heartrate\.ndjson: heartrate, 3 added\n2 files, 1 rejected rows\.\n$/m);
  const report = await store.json('import', nights, beats, '--user', id);
  expect(report.files.map(({ status, counts }: { status: string; counts: { unchanged: number } }) => [status, counts.unchanged])).toEqual([
    ['imported', 3],
    ['imported', 3],
  ]);
  const unnamed = write('what-is-this.json', NIGHTS);
  expect(await store.run('import', unnamed, '--user', id)).toMatchObject({ code: 1, error: expect.stringContaining('1 of 1 files') });
  expect(await store.well('import', unnamed, '--user', id, '--collection', 'daily_sleep')).toMatch(/3 unchanged/);
  expect(await store.run('import', path.join(folder, 'missing.json'), '--user', id)).toMatchObject({ code: 1 });

  const out = path.join(folder, 'exported');
  expect(await store.json('export', '--user', id, '--out', out)).toEqual([
    { file: path.join(out, 'personal_info.json'), rows: 1 },
    { file: path.join(out, 'daily_sleep.json'), rows: 3 },
    { file: path.join(out, 'heartrate.json'), rows: 3 },
  ]);
  expect(JSON.parse(readFileSync(path.join(out, 'heartrate.json'), 'utf8')).data).toEqual(
    BEATS.map(({ timestamp, ...beat }) => ({ timestamp, timestamp_unix: Date.parse(timestamp), ...beat })),
  );
  expect(await store.well('export', '--user', id, '--out', out)).toMatch(/^FILE +ROWS\n/);

  const copy = path.join(folder, 'copy', 'circlet.sqlite');
  expect(await store.run('backup', copy)).toMatchObject({ code: 1, out: '' });
  const restored = storeIn('restored');
  await restored.well('user', 'add');
  const backup = path.join(folder, 'backup.sqlite');
  expect(await store.well('backup', backup)).toContain(backup);
  expect((statSync(backup).mode & 0o777).toString(8)).toBe('600');
  expect(await store.run('backup', backup)).toMatchObject({ code: 1, error: expect.stringContaining('never overwrites') });
  expect(readdirSync(folder).filter((name) => name.includes('partial'))).toEqual([]);
  writeFileSync(path.join(restored.data, 'circlet.sqlite'), readFileSync(backup));
  expect(await restored.json('user', 'show', id)).toEqual(await store.json('user', 'show', id));

  expect(await store.well('doctor')).toMatch(/^(ok {7}\w+: .*\n)+$/);
  const findings: { name: string; ok: boolean }[] = await store.json('doctor');
  expect(findings.map(({ name }) => name)).toEqual(['node', 'disk', 'folder', 'store', 'data', 'users', 'clock']);
  expect(findings.every(({ ok }) => ok)).toBe(true);
});

test.concurrent('beside a running server everything is there at once', async () => {
  const store = storeIn('served');
  await using server = await serve(['--data', store.data, '--empty']);
  const { id } = await store.json('user', 'add');
  const { id: tokenId, token } = await store.json('token', 'add', '--user', id);
  const ask = (address: string) => server.get(`/v2/usercollection/${address}`, token);
  const status = async (address: string) => (await ask(address)).status;
  expect(await status('personal_info')).toBe(200);

  const range = 'daily_sleep?start_date=2026-01-01&end_date=2026-01-10';
  const days = async () => ((await (await ask(range)).json()) as { data: { id: string }[] }).data.map((night) => night.id);
  expect(await days()).toEqual([]);
  await store.well('import', write('served_daily_sleep.json', NIGHTS), '--user', id);
  expect(await days()).toEqual(NIGHTS.map((night) => night.id));

  await store.well('user', 'lapse', id);
  expect(await status(range)).toBe(403);
  await store.well('user', 'resume', id);
  expect(await status(range)).toBe(200);

  // Both write: an import of the program and the server's own admin API.
  const many = Array.from({ length: 3000 }, (_, i) => ({ ...WORKOUT, id: `imported-${i}` }));
  const importing = store.well('import', write('many_workouts_workout.json', many), '--user', id);
  let put = 0;
  for (let isOver = false; !isOver; put++) {
    expect((await server.admin('PUT', `/users/${id}/documents/workout`, { ...WORKOUT, id: `put-${put}` })).status).toBe(200);
    isOver = await Promise.race([importing.then(() => true), new Promise<boolean>((resolve) => setTimeout(resolve, 20, false))]);
  }
  const { counts } = await store.json('user', 'show', id);
  expect(counts).toEqual({ daily_sleep: NIGHTS.length, workout: many.length + put });

  await store.well('token', 'revoke', tokenId, '--user', id);
  expect(await status('personal_info')).toBe(401);
  const { token: another } = await store.json('token', 'add', '--user', id);
  await store.well('user', 'remove', id);
  expect((await server.get('/v2/usercollection/personal_info', another)).status).toBe(401);
  expect(await store.well('doctor')).not.toContain('PROBLEM');
  expect((await server.stop()).code).toBe(0);
});

test.concurrent('two imports at once into one store lose nothing', async () => {
  const store = storeIn('at-once');
  const { id } = await store.json('user', 'add');
  const beatsFrom = (start: number) =>
    Array.from({ length: 2000 }, (_, i) => ({ timestamp_unix: Date.UTC(2026, 0, 2) + (start + 2 * i) * 1000, bpm: 60, source: 'rest' }));
  const files = [write('even_heartrate.json', beatsFrom(0)), write('odd_heartrate.json', beatsFrom(1))];
  const texts = await Promise.all(files.map((file) => store.well('import', file, '--user', id)));
  for (const text of texts) expect(text).toContain('2000 added');
  expect((await store.json('user', 'show', id)).counts).toEqual({ heartrate: 4000 });
});

describe('usage', () => {
  const commands = [
    ...['serve', 'user', 'user add', 'user list', 'user show', 'user lapse', 'user resume', 'user remove'],
    ...['token', 'token add', 'token list', 'token revoke', 'import', 'export', 'backup', 'doctor'],
  ];

  test.each(commands)('%s --help', async (command) => {
    const { code, out, error } = await runInside(...command.split(' '), '--help');
    expect([code, error]).toEqual([0, '']);
    expect(out).toMatch(new RegExp(`^Usage: circlet ${command} `));
    expect(out).toMatch(/\n\n[A-Z][^\n]*(\n[^\n]+)*\.\n\n/);
  });

  test('--help names every command, --version the version', async () => {
    const { out } = await runInside('--help');
    for (const command of commands.filter((name) => !name.includes(' '))) expect(out).toMatch(new RegExp(`^ +${command} `, 'm'));
    expect(await runInside('--version')).toEqual({ code: 0, out: '1.2.3\n', error: '' });
  });

  const elsewhere = ['--data', path.join(folder, 'nowhere')];
  test.each([
    ['nothing', [], /^Usage: circlet /],
    ['half a command', ['user'], /^Usage: circlet user /],
    ['an unknown command', ['fly'], /unknown command 'fly'/],
    ['an unknown command of a command', ['token', 'fly'], /unknown command 'fly'/],
    ['a missing id', ['user', 'show'], /missing required argument 'id'/],
    ['a missing option', ['token', 'add'], /required option '--user <id>'/],
    ['a missing path', ['import', '--user', 'x'], /missing required argument 'path'/],
    ['a missing folder', ['export', '--user', 'x'], /required option '--out <dir>'/],
    ['an age that is none', ['user', 'add', '--age', 'old'], /--age <years>.*must be a number/],
    ['a sex that is none', ['user', 'add', '--biological-sex', 'x'], /Allowed choices are male, female/],
    ['a scope that is none', ['token', 'add', '--user', 'x', '--scope', 'all'], /There is no scope all; there are email, /],
    ['a lifetime that is none', ['token', 'add', '--user', 'x', '--expires-in', '0'], /whole number of seconds/],
  ])('%s is wrong usage: 2', async (_what, words, message) => {
    expect(await runInside(...words, ...(words.length > 1 ? elsewhere : []))).toEqual({
      code: 2,
      out: '',
      error: expect.stringMatching(message),
    });
  });

  test.each([
    ['a store that is not there', ['user', 'list']],
    ['a store in memory', ['user', 'list', '--data', ':memory:']],
    ['export from nowhere', ['export', '--user', 'x', '--out', path.join(folder, 'never')]],
    ['import into nowhere', ['import', 'x.json', '--user', 'x']],
    ['backup of nothing', ['backup', path.join(folder, 'never.sqlite')]],
  ])('%s is a failure: 1', async (_what, words) => {
    const { code, out, error } = await runInside(...words, ...(words.includes('--data') ? [] : elsewhere));
    expect([code, out]).toEqual([1, '']);
    expect(error).toMatch(/^There is no Circlet store in .*\n$/);
  });

  test('a doctor without a store tells what is missing: 1', async () => {
    const { code, out, error } = await runInside('doctor', ...elsewhere);
    expect([code, error]).toEqual([1, '1 of 2 checks found a problem.\n']);
    expect(out).toMatch(/^PROBLEM {2}store: There is no Circlet store in /m);
  });
});

test.concurrent('an unknown user is a failure: 1, whatever the command', async () => {
  const store = storeIn('unknown');
  await store.well('user', 'add');
  const file = write('unknown_daily_sleep.json', NIGHTS);
  const outcomes = await Promise.all([
    store.run('user', 'show', 'nobody'),
    store.run('user', 'lapse', 'nobody'),
    store.run('user', 'remove', 'nobody'),
    store.run('token', 'list', '--user', 'nobody'),
    store.run('import', file, '--user', 'nobody'),
    store.run('export', '--user', 'nobody', '--out', path.join(folder, 'nobody')),
  ]);
  for (const outcome of outcomes) {
    expect(outcome).toEqual({ code: 1, out: '', error: 'There is no user nobody. `circlet user list` shows those there are.\n' });
  }
});
