/** `iobroker.oura`: the adapter from its start to the states it makes, in a stand-in for ioBroker's host. */
const createAdapter = require('iobroker.oura');
const { step, same, must, plain, daysAgo } = require(`${process.env.WORKS_WITH}/steps.cjs`);

/** Starts the adapter and waits until it has written its states, or has said what went wrong. */
async function started(token) {
  const adapter = createAdapter({ config: { token, updateInterval: 60, numberDays: 10, cloudTimeout: 20_000 } });
  await adapter.whenReady();
  return adapter;
}

async function main() {
  const adapter = await started(process.env.CIRCLET_TOKEN);
  const errors = adapter.lines.filter(({ level }) => level === 'error' || level === 'warn');
  const received = adapter.lines.find(({ text }) => text.startsWith('Following data received'))?.text ?? '';
  await step('starts and fetches its eight collections', async () => {
    for (const name of ['daily_activity', 'daily_readiness', 'daily_sleep', 'sleep', 'workout'])
      must(received.includes(name), `${name} is not in: ${received}`);
    const other = errors.filter(
      ({ text }) => !/^'heartrate' Cloud data retrieval: No date in object/.test(text) && !/Negative date/.test(text),
    );
    same(other, [], 'what it warned of');
  });
  await step('makes states of yesterday that are those of the API', async () => {
    for (const [group, path] of Object.entries({
      daily_sleep: 'daily_sleep',
      daily_readiness: 'daily_readiness',
      daily_activity: 'daily_activity',
    })) {
      const { data } = await plain(`/v2/usercollection/${path}?start_date=${daysAgo(10)}&end_date=${daysAgo(-1)}`);
      const yesterday = data.find(({ day }) => day === daysAgo(1));
      must(yesterday, `there is no ${group} of yesterday`);
      const state = (name) => adapter.states[`${group}.01-yesterday.${name}`];
      same(JSON.parse(state('json')), yesterday, group);
      same([state('score'), state('day'), state('timestamp')], [yesterday.score, yesterday.day, Date.parse(yesterday.timestamp)], group);
      for (const [name, value] of Object.entries(yesterday.contributors)) same(state(`contributors.${name}`), value, `${group} ${name}`);
    }
  });
  adapter.stop();
  await step('a token that is none is told as such', async () => {
    const refused = await started('A'.repeat(32));
    must(
      refused.lines.some(({ text }) => text.includes('Error 401 - Invalid Access Token')),
      'nothing was said of it',
    );
    refused.stop();
  });
}

main();
