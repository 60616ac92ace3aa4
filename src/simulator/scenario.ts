import { isMap, isNode, LineCounter, parseDocument } from 'yaml';
import { z } from 'zod';
import { dayNumber } from '../lib/dates.js';
import { EVENT_KINDS, type LifeEvent, parseEvent } from './events.js';
import { PERSONA_NAMES } from './person/personas.js';
import { ZONE_NAMES } from './person/zones.js';

const day = z.string().transform((text, context) => {
  const number = dayNumber(text);
  if (number !== null) return number;
  context.issues.push({ code: 'custom', message: 'no such day; write it like 2026-02-01', input: text });
  return z.NEVER;
});

const event = z.string().transform((text, context): LifeEvent => {
  try {
    return parseEvent(text);
  } catch (error) {
    context.issues.push({ code: 'custom', message: (error as Error).message, input: text });
    return z.NEVER;
  }
});

const people = z
  .strictObject({
    persona: z.enum(PERSONA_NAMES).optional().describe('The kind of person. Left out: each is drawn as in the population.'),
    count: z.int().min(1).max(1_000_000).default(1).describe('How many of them.'),
    zone: z.enum(ZONE_NAMES).optional().describe('Where they live, by the time zone database.'),
    sex: z.enum(['female', 'male']).optional(),
    age: z.int().min(18).max(90).optional().describe('Years.'),
    events: z
      .array(event.describe('kind[:amount]@day[+days], like jet-lag:9@2026-03-10+14'))
      .default([])
      .describe(`What is planned to happen to them, besides chance: ${EVENT_KINDS.join(', ')}.`),
  })
  .refine(({ persona, sex }) => persona !== 'cycle' || sex !== 'male', { path: ['sex'], message: 'people with a cycle are female' });

/** What to simulate, as written in a scenario file. */
export const scenarioSchema = z
  .strictObject({
    seed: z
      .union([z.string().min(1), z.int()])
      .transform(String)
      .describe('The same seed gives the same people and lives.'),
    days: z.int().min(1).max(10_000).describe('How many days.'),
    end: day.describe('The last of them, like 2026-02-28.'),
    beats: z.boolean().default(false).describe('Whether single heartbeats are recorded.'),
    people: z.array(people).min(1).describe('Who is simulated, in order.'),
  })
  .describe('What to simulate.');

/** A scenario as read: `end` and the days of events are days since 1970-01-01. */
export type Scenario = z.output<typeof scenarioSchema>;

/** A scenario file cannot be used: the message names file, line and place, and says what would be right. */
export class ScenarioFailure extends Error {}

/** Reads a scenario from YAML or JSON; `name` is the file's, for messages. */
export function readScenario(text: string, name: string): Scenario {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const [broken] = document.errors;
  if (broken) throw new ScenarioFailure(`${name}:${lines.linePos(broken.pos[0]).line}: ${broken.message}`);
  const result = scenarioSchema.safeParse(unfolded(document, name));
  if (result.success) return result.data;
  const faults = result.error.issues.map((issue) => {
    const { path, message } = issue;
    const offset = offsetOf(document, issue.code === 'unrecognized_keys' ? [...path, issue.keys[0] as string] : path);
    return `${name}:${lines.linePos(offset).line}: ${path.length > 0 ? `${path.join('.')}: ` : ''}${message}`;
  });
  throw new ScenarioFailure(faults.join('\n'));
}

function unfolded(document: ReturnType<typeof parseDocument>, name: string): unknown {
  try {
    return document.toJS();
  } catch (error) {
    // Aliases of nothing, or too many of them: only unfolding shows.
    throw new ScenarioFailure(`${name}: ${(error as Error).message}`);
  }
}

/** Where in the text a value is, or what it is missing from. */
function offsetOf(document: ReturnType<typeof parseDocument>, path: readonly PropertyKey[]): number {
  for (let length = path.length; length > 0; length--) {
    const node = document.getIn(path.slice(0, length), true);
    if (isNode(node) && node.range) return node.range[0];
  }
  return isMap(document.contents) ? (document.contents.range?.[0] ?? 0) : 0;
}

/** The JSON Schema of scenario files, draft 2020-12. */
export function scenarioJsonSchema(): Record<string, unknown> {
  return z.toJSONSchema(scenarioSchema, { io: 'input' });
}
