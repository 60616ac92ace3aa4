/** `oura`: all fifteen reads, a token that is none, and its way through OAuth. */
const { Auth, Client } = require('oura');
const { step, same, must, plain, daysAgo } = require(`${process.env.WORKS_WITH}/steps.cjs`);

const [start, end] = [daysAgo(30), daysAgo(0)];
const LISTS = {
  dailyActivity: 'daily_activity',
  dailyReadiness: 'daily_readiness',
  dailySleep: 'daily_sleep',
  dailySpo2: 'daily_spo2',
  dailyStress: 'daily_stress',
  enhancedTag: 'enhanced_tag',
  restModePeriod: 'rest_mode_period',
  ringConfiguration: 'ring_configuration',
  session: 'session',
  sleep: 'sleep',
  sleepTime: 'sleep_time',
  tag: 'tag',
  workout: 'workout',
};
/** Which the demo user has within any thirty days. */
const FULL = ['dailyActivity', 'dailyReadiness', 'dailySleep', 'dailySpo2', 'dailyStress', 'sleep', 'workout', 'ringConfiguration'];

async function main() {
  const client = new Client(process.env.CIRCLET_TOKEN);
  for (const [method, path] of Object.entries(LISTS)) {
    await step(`${method}: 30 days`, async () => {
      const { data } = await client[method](start, end);
      same(data, (await plain(`/v2/usercollection/${path}?start_date=${start}&end_date=${end}`)).data);
      must(!FULL.includes(method) || data.length > 0, 'there is nothing');
    });
  }
  await step('heartrate: 8 days, page by page', async () => {
    const [from, to] = [`${daysAgo(8)}T00:00:00+00:00`, `${daysAgo(0)}T00:00:00+00:00`];
    const { data } = await client.heartrate(from, to);
    must(data.length > 1000, `there are ${data.length} rows, which is one page`);
    must(new Set(data.map(({ timestamp }) => timestamp)).size === data.length, 'a row comes twice');
    must(
      data.every((row, place) => place === 0 || row.timestamp > data[place - 1].timestamp),
      'rows are out of order',
    );
  });
  await step('personalInfo', async () => same(await client.personalInfo(), await plain('/v2/usercollection/personal_info')));
  await step('a token that is none: the message has 401 and the reason', async () => {
    const message = await new Client('NOTATOKEN').personalInfo().catch((error) => error.message);
    must(/returned 401 .*detail/s.test(message), `the message is ${message}`);
  });

  const redirectUri = process.env.REDIRECT_URI;
  const options = { clientId: process.env.CIRCLET_CLIENT_ID, clientSecret: process.env.CIRCLET_CLIENT_SECRET, redirectUri, state: 'xyz' };
  const auth = Auth(options);
  let token;
  await step('OAuth: the address to consent at leads back with a code, which gives a token', async () => {
    const sentBack = await fetch(auth.code.getUri(), { redirect: 'manual' });
    const location = sentBack.headers.get('location');
    must(location?.startsWith(`${redirectUri}?`), `it leads to ${location}`);
    token = await auth.code.getToken(location);
    same(await new Client(token.accessToken).personalInfo(), await plain('/v2/usercollection/personal_info'));
  });
  await step('OAuth: a refresh gives another token, once', async () => {
    const fresh = await token.refresh();
    must(fresh.accessToken !== token.accessToken, 'the token is the same');
    const { data } = await new Client(fresh.accessToken).dailySleep(start, end);
    must(data.length > 0, 'there is nothing');
    const message = await token.refresh().then(
      () => 'none',
      (error) => error.code,
    );
    must(message === 'EAUTH', `the second refresh has the error ${message}`);
  });
}

main();
