const id = '00000000-0000-4000-8000-000000000001';
const meta = { updated_at: '2026-01-02T03:04:05.000Z', version: 1 };
const bareStress = { id, day: '2026-01-02', day_summary: null, recovery_high: 900, stress_high: 0 };
const stress = { ...bareStress, meta };
const tag = { id, day: '2026-01-02', text: null, timestamp: '2026-01-02T03:04:05.000+02:00', tags: [] };
const row = { timestamp: '2026-01-02T03:04:05.000Z', timestamp_unix: 1767323045000, bpm: 60, source: 'rest' };
const problem = { type: 'date_type', loc: ['query', 'start_date'], msg: 'not a date', input: 'x' };
const list = (...data: unknown[]) => ({ data, next_token: null });

const STRESS = '/v2/usercollection/daily_stress';
const TAG = '/v2/sandbox/usercollection/tag';
const HEART = '/v2/usercollection/heartrate';

/** Answers and what a validator of the contract must say of them. */
export const validateCases: [what: string, url: string, status: number, body: unknown, errors: string[]][] = [
  ['an empty list', STRESS, 200, list(), []],
  ['a list', `${STRESS}?start_date=2026-01-01`, 200, list(stress, stress), []],
  ['a single document', `${STRESS}/${id}`, 200, stress, []],
  ['a sandbox document', `${TAG}/${id}`, 200, tag, []],
  ['a series without next_token', HEART, 200, { data: [row] }, []],
  ['a list without next_token', STRESS, 200, { data: [] }, ["/ must have required property 'next_token'"]],
  ['a key too many in a document', `${TAG}/${id}`, 200, { ...tag, meta }, ['/ must NOT have additional properties (meta)']],
  ['a key too many in a list', STRESS, 200, { ...list(), more: 1 }, ['/ must NOT have additional properties (more)']],
  ['a key too many inside', STRESS, 200, list({ ...stress, x: 1 }), ['/data/0 must NOT have additional properties (x)']],
  ['no meta', STRESS, 200, list(bareStress), ["/data/0 must have required property 'meta'"]],
  ['a wrong type', HEART, 200, list({ ...row, bpm: 60.5 }), ['/data/0/bpm must be integer']],
  ['no id', `${STRESS}/x`, 200, { ...stress, id: '' }, ['/id must NOT have fewer than 1 characters']],
  ['a date that is none', TAG, 200, list({ ...tag, day: '2026-13-01' }), ['/data/0/day must match format "date"']],
  [
    'a word beyond the enum',
    HEART,
    200,
    list({ ...row, source: 'nap' }),
    ['/data/0/source must be equal to one of the allowed values (awake, workout, rest, sleep, live, session)'],
  ],
  ['selected fields, asked for', `${STRESS}?fields=day`, 200, list({ id, day: '2026-01-02' }), []],
  [
    'a selected field where none was asked for',
    HEART,
    200,
    list({ bpm: 60 }),
    [
      "/data/0 must have required property 'timestamp'",
      "/data/0 must have required property 'timestamp_unix'",
      "/data/0 must have required property 'source'",
    ],
  ],
  ['an invalid parameter, with keys the contract leaves open', STRESS, 422, { detail: [problem] }, []],
  ['an invalid parameter told in one text', STRESS, 422, { detail: 'no' }, ['/detail must be array']],
  ['a status without a specified body', STRESS, 401, { detail: 'no' }, []],
  ['a status the operation does not have', STRESS, 404, {}, [`${STRESS} does not answer 404 by the contract`]],
  ['a path that does not exist', '/v2/usercollection/steps', 200, {}, ['/v2/usercollection/steps is not a path of the contract']],
];
