import type { NpmClient } from './clients.js';
import { ELSEWHERE } from './elsewhere.js';
import type { Run } from './run-client.js';
import type { Stack } from './stacks.js';

/** What came of a client: a run, or why there was none. */
export type Result = (Run & { version?: string }) | { reason: string };

interface Tried {
  npm: { client: NpmClient; result: Result }[];
  stacks: { stack: Stack; result: Result }[];
  day: string;
  node: string;
}

const row = (...cells: string[]) => `| ${cells.map((cell) => cell.replaceAll('|', '\\|').replaceAll('\n', ' ')).join(' | ')} |`;
const head = (...names: string[]) => [row(...names), `|${names.map(() => '---').join('|')}|`];

function verdict(result: Result): string {
  if ('reason' in result) return `not tried: ${result.reason}`;
  const { passed, failed } = result;
  return failed.length === 0
    ? `works (${passed.length} of ${passed.length})`
    : `${passed.length} of ${passed.length + failed.length} steps`;
}

const failures = (name: string, result: Result) => ('failed' in result ? result.failed.map((failure) => `- ${name}: ${failure}`) : []);

/** docs/works-with.md. */
export function worksWithPage({ npm, stacks, day, node }: Tried): string {
  const failed = [
    ...npm.flatMap(({ client, result }) => failures(client.name, result)),
    ...stacks.flatMap(({ stack, result }) => failures(stack.name, result)),
  ];
  return `${[
    '# Clients that work with Circlet',
    '',
    `Made by \`npm run works-with\` on ${day}, Node ${node.slice(1)}. Nothing in a client is changed and nothing is configured: each is started by`,
    '[`circlet run`](guide/run.md), asks `https://api.ouraring.com`, and reaches a server of its own with 90 days of a made-up wearer. Wrong tokens',
    'are refused, consent is given at once. What a client of npm returns is compared with what Circlet answers to a plain request.',
    '',
    '## From the npm registry',
    '',
    ...head('Client', 'Language', 'Licence', 'What it did', 'Verdict'),
    ...npm.map(({ client, result }) =>
      row(`\`${client.name}\` ${client.version}`, client.language, client.licence, client.exercised, verdict(result)),
    ),
    '',
    ...npm.flatMap(({ client }) => (client.note ? [`- \`${client.name}\`: ${client.note}`] : [])),
    '',
    "## Debian's HTTP stacks",
    '',
    'Small programs in `works-with/stacks/` that behave on the wire as clients do that cannot be had from npm. They are ours; the stacks are not.',
    '',
    ...head('Stack', 'Version', 'In the way of', 'What it did', 'Verdict'),
    ...stacks.map(({ stack, result }) =>
      row(
        `${stack.name} (${stack.language})`,
        ('version' in result && result.version) || '',
        stack.inTheWayOf,
        stack.exercised,
        verdict(result),
      ),
    ),
    '',
    ...(failed.length > 0 ? ['## What failed', '', ...failed, ''] : []),
    '## Requests replayed',
    '',
    'What clients put on the wire, seen in their code, is a table in `test/known-clients/table.ts`: headers, dates, paging, token requests and',
    'revocation. The tests beside it replay each row.',
    '',
    '## To be had elsewhere',
    '',
    'Untested here: they are not in the registry that this page is made with. Get them as their authors say, and start them as below. The first time,',
    'add `--log FILE` to see what they ask. Without `--client-id` any token and Circlet’s demo app serve; a client that holds credentials of an',
    'app of its own gets them registered by `--client-id ID --client-secret SECRET --redirect-uri URI`, with `--auto-consent` if nobody shall click.',
    '',
    ...head('Client', 'From', 'What it is', 'How to start it'),
    ...ELSEWHERE.map(({ name, from, what, start }) => row(name, from, what, start)),
  ].join('\n')}\n`;
}
