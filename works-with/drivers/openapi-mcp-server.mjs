/** `@ivotoby/openapi-mcp-server` over Circlet's OpenAPI document, asked by the MCP SDK as an assistant would. */
import { createRequire } from 'node:module';
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StdioClientTransport } from '@modelcontextprotocol/sdk/client/stdio.js';

const { step, same, must, plain, daysAgo } = createRequire(import.meta.url)(`${process.env.WORKS_WITH}/steps.cjs`);
const SERVER = 'node_modules/@ivotoby/openapi-mcp-server/bin/mcp-server.js';
const OPENAPI = 'https://api.ouraring.com/openapi.json';
const [start_date, end_date] = [daysAgo(7), daysAgo(0)];

async function connect(token) {
  const client = new Client({ name: 'works-with', version: '1.0.0' });
  const headers = `Authorization:Bearer ${token}`;
  const words = ['--api-base-url', 'https://api.ouraring.com', '--openapi-spec', OPENAPI, '--headers', headers];
  await client.connect(
    new StdioClientTransport({ command: process.execPath, args: [SERVER, ...words], env: process.env, stderr: 'ignore' }),
  );
  return client;
}

async function answerOf(client, beginning, words = {}) {
  const { tools } = await client.listTools();
  const tool = tools.find(({ name }) => name.startsWith(beginning));
  must(tool, `there is no tool ${beginning}`);
  const { content, isError } = await client.callTool({ name: tool.name, arguments: words });
  if (isError) throw new Error(content[0].text);
  return JSON.parse(content[0].text);
}

const client = await connect(process.env.CIRCLET_TOKEN);
await step('has a tool for every operation', async () => {
  const { paths } = await plain('/openapi.json');
  const operations = Object.values(paths).flatMap((methods) => Object.keys(methods));
  const { tools } = await client.listTools();
  same(tools.length, operations.length, 'the number of tools');
});
await step('personal_info', async () => {
  same(await answerOf(client, 'single-personal-info'), await plain('/v2/usercollection/personal_info'));
});
for (const [path, tool] of [
  ['daily_sleep', 'multiple-daily-sleep-docs'],
  ['workout', 'multiple-workout-docs'],
  ['sleep', 'multiple-sleep-docs'],
]) {
  await step(`${path}: 7 days`, async () => {
    const found = await answerOf(client, tool, { start_date, end_date });
    same(found, await plain(`/v2/usercollection/${path}?start_date=${start_date}&end_date=${end_date}`));
    must(found.data.length > 0, 'there is nothing');
  });
}
await step('one document by its id', async () => {
  const [first] = (await answerOf(client, 'multiple-sleep-docs', { start_date, end_date })).data;
  same(await answerOf(client, 'single-sleep-doc', { document_id: first.id }), first);
});
await client.close();
await step('a token that is none: the assistant is told 401', async () => {
  const stranger = await connect('NOTATOKEN');
  const message = await answerOf(stranger, 'single-personal-info').catch((error) => error.message);
  await stranger.close();
  must(/401/.test(message), `it is told ${JSON.stringify(message)}`);
});
