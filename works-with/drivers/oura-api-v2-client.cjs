/** `oura-api-v2-client`: all its reads of v2, with its own paging, and its errors. */
const OuraApiV2Client = require('oura-api-v2-client');
const { step, same, must, plain, daysAgo } = require(`${process.env.WORKS_WITH}/steps.cjs`);

const [startDate, endDate] = [daysAgo(30), daysAgo(0)];
const LISTS = { dailyActivity: 'daily_activity', sessions: 'session', tags: 'tag', workouts: 'workout' };

async function main() {
  const client = new OuraApiV2Client(process.env.CIRCLET_TOKEN);
  for (const [method, path] of Object.entries(LISTS)) {
    await step(`${method}: 30 days`, async () => {
      const found = await client[method]({ startDate, endDate });
      same(found, await plain(`/v2/usercollection/${path}?start_date=${startDate}&end_date=${endDate}`));
      same(found.next_token, null, 'next_token');
      must(!['dailyActivity', 'workouts'].includes(method) || found.data.length > 0, 'there is nothing');
    });
  }
  await step('dailyActivity without dates: yesterday and today', async () => {
    same(await client.dailyActivity(), await plain('/v2/usercollection/daily_activity'));
  });
  await step('heartRate with start_date and end_date, which the API ignores: the last 24 hours', async () => {
    const { data } = await client.heartRate({ startDate_timestamp: startDate, endDate_timestamp: endDate });
    must(data.length > 0, 'there is nothing');
    must(Date.parse(data[0].timestamp) > Date.now() - 86_460_000, `the first row is of ${data[0].timestamp}`);
  });
  await step('personalInfo', async () => same(await client.personalInfo(), await plain('/v2/usercollection/personal_info')));
  await step('a cursor that is none is refused with 400 or 422', async () => {
    const status = await client.workouts({ nextToken: 'x' }).catch((error) => error.response?.status);
    must([400, 422].includes(status), `the status is ${status}`);
  });
  await step('a token that is none: 401 with a reason', async () => {
    const { response } = await new OuraApiV2Client('NOTATOKEN').personalInfo().catch((error) => error);
    same([response?.status, typeof response?.data?.detail], [401, 'string']);
  });
}

main();
