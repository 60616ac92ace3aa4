/** `@ivotoby/openapi-mcp-server` over Circlet's OpenAPI document, asked by the MCP SDK as an assistant would. */
import { createRequire } from 'node:module';
import path from 'node:path';
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StdioClientTransport } from '@modelcontextprotocol/sdk/client/stdio.js';

const require = createRequire(import.meta.url);
const { step, same, must, plain, daysAgo } = require(`${process.env.WORKS_WITH}/steps.cjs`);
const server = path.join(process.cwd(), 'node_modules/@ivotoby/openapi-mcp-server/bin/mcp-server.js');
const [start_date, end_date] = [daysAgo(7), daysAgo(0)];

async function connect(token) {
  const client = new Client({ name: 'works-with', version: '1.0.0' });
  const words = ['--api-base-url', 'https://api.ouraring.com', '--openapi-spec', process.env.OPENAPI, '--headers', `Authorization:Bearer ${token}`];
  await client.connect(new StdioClientTransport({ command: process.execPath, args: [server, ...words], env: process.env, stderr: 'ignore' }));
  return client;
}

const answerOf = async (client, name, words = {}) => {
  const { content, isError } = await client.callTool({ name, arguments: words });
  if (isError) throw new Error(content[0].text);
  return JSON.parse(content[0].text);
};

const client = await connect(process.env.CIRCLET_TOKEN);
const { tools } = await client.listTools();
/** The tool whose description tells of this path. */
const named = (collection) => tools.find(({ name }) => name.endsWith(TOOLS[collection]))?.name;
const TOOLS = {};
await step('lists a tool for every operation', async () => {
  const document = await (await fetch(process.env.OPENAPI)).json();
  const operations = Object.values(document.paths).flatMap((methods) => Object.keys(methods));
  must(tools.length === operations.length, `${tools.length} tools for ${operations.length} operations`);
});
await client.close();
