import { readFileSync } from 'node:fs';
import path from 'node:path';
import { Command, InvalidArgumentError, Option } from 'commander';
import { SCOPES } from '../collections/define.js';
import { issueToken } from '../ledger/issue-token.js';
import { DAY_MS, dayNumber, dayText, utcDay } from '../lib/dates.js';
import { type LifeEvent, parseEvent } from '../simulator/events.js';
import { PERSONA_NAMES } from '../simulator/person/personas.js';
import { ZONE_NAMES } from '../simulator/person/zones.js';
import { readScenario, type Scenario, ScenarioFailure } from '../simulator/scenario.js';
import { createSimulation } from '../simulator/service/create-simulation.js';
import { wearerOf } from '../simulator/service/person-spec.js';
import { planPeople, scenarioOf } from '../simulator/service/plan-people.js';
import { type CliIo, CommandError, type OpenedStore, table, withData, withJson, withStore } from './context.js';
import { createProgressBar } from './progress-bar.js';

/** `circlet simulate`: adds people who do not exist, with the lives they have led. */
export function simulateCommand(io: CliIo): Command {
  return withJson(withData(io, new Command('simulate')))
    .description('Add made-up people with a history; they live on while the server runs. The same words always make the same people.')
    .option('--users <number>', 'how many people', asCount, 1)
    .option('--days <number>', 'how many days of history; 90, or more where events lie further back', asCount)
    .option('--end <day>', 'the last of them, like 2026-02-28; now, or a month after the last event', asDay)
    .option('--seed <text>', 'what chance follows from', '42')
    .addOption(new Option('--persona <name>', 'kind of person; without it drawn as in the population').choices([...PERSONA_NAMES]))
    .addOption(new Option('--zone <name>', 'where they live; without it drawn').choices([...ZONE_NAMES]))
    .option('--event <kind[:amount]@day[+days]>', 'something that happens to them, like flu@2026-02-01; may be repeated', asEvent, [])
    .option('--beats', 'keep single heartbeats of the nights', false)
    .addOption(
      new Option('--scenario <file>', 'YAML or JSON file that says all of this, for people of several kinds').conflicts([...TOLD_BY_FILE]),
    )
    .action(({ data, database, scenario: file, json, persona, zone, event: events, users, seed, beats, days = null, end = null }) => {
      const read = file === undefined ? null : readFile(file);
      return withStore(
        { data, database },
        async (opened) => {
          const today = utcDay(opened.clock.now());
          const scenario = read ?? scenarioOf({ seed, users, beats, persona, zone, events, days, end }, today);
          // Without a word about it they have come as far as everybody else.
          const latestMs = read || end !== null || events.length > 0 ? Number.POSITIVE_INFINITY : opened.clock.now();
          const people = await simulate(io, opened, scenario, latestMs, io.isTerminal && !json);
          io.out(json ? `${JSON.stringify(people)}\n` : described(people, scenario));
        },
        true,
      );
    });
}

/** Options that say what a scenario file says. */
const TOLD_BY_FILE = ['users', 'days', 'end', 'seed', 'persona', 'zone', 'event', 'beats'] as const;

/** One person as printed. */
interface Made {
  id: string;
  persona: string;
  zone: string;
  email: string | null;
  /** A new bearer token with all scopes. */
  token: string;
}

async function simulate(
  io: CliIo,
  { store, clock, random }: OpenedStore,
  scenario: Scenario,
  latestMs: number,
  withBar: boolean,
): Promise<Made[]> {
  const simulation = createSimulation(store);
  const bar = withBar ? createProgressBar('{value} of {total} user-days') : null;
  const specs = planPeople(scenario);
  const total = specs.reduce((sum, { firstDay }) => sum + scenario.end - firstDay + 1, 0);
  bar?.show(0, total);
  const made: Made[] = [];
  let before = 0;
  for (const spec of specs) {
    const user = await simulation.add(spec);
    const present = await simulation.specOf(user);
    if (present && (present.firstDay !== spec.firstDay || present.beats !== spec.beats)) {
      const since = `since ${dayText(present.firstDay)}, ${present.beats ? 'with' : 'without'} single heartbeats`;
      io.error(`${user.id} is in this store already, ${since}; that stays as it is.\n`);
    }
    const { calendar, persona, zone } = wearerOf(spec).person;
    const lived = (syncedMs: number) => Math.max(0, Math.round(syncedMs / DAY_MS - spec.firstDay));
    const onProgress = (syncedMs: number) => bar?.show(before + lived(syncedMs), total);
    const untilMs = Math.min(latestMs, calendar.homeMs(scenario.end + 1, 0));
    await simulation.catchUp(untilMs, { userId: user.id, isWatched: false, onProgress });
    before += scenario.end - spec.firstDay + 1;
    const token = { user, scopes: SCOPES, expiresInSeconds: null, label: 'simulate', id: 'simulate' };
    const { text } = await issueToken({ store, clock, random }, token);
    made.push({ id: user.id, persona, zone, email: user.email, token: text });
  }
  bar?.stop();
  return made;
}

function readFile(file: string): Scenario {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    throw new CommandError(`The scenario cannot be read: ${(error as Error).message}`);
  }
  try {
    return readScenario(text, path.basename(file));
  } catch (error) {
    if (error instanceof ScenarioFailure) throw new CommandError(error.message);
    throw error;
  }
}

function described(people: Made[], { days, end }: Scenario): string {
  const rows = people.map(({ id, persona, zone, email, token }) => [id, persona, zone, email, token]);
  const until = `${people.length} made-up ${people.length === 1 ? 'person' : 'people'}, up to ${days} days of history to ${dayText(end)}:\n\n`;
  return until + table([['ID', 'PERSONA', 'ZONE', 'EMAIL', 'TOKEN'], ...rows]);
}

function asCount(text: string): number {
  if (!/^[1-9]\d{0,6}$/.test(text)) throw new InvalidArgumentError('It must be a whole number from 1 on.');
  return Number(text);
}

function asDay(text: string): number {
  const day = dayNumber(text);
  if (day === null) throw new InvalidArgumentError('It must be a day like 2026-02-28.');
  return day;
}

function asEvent(text: string, before: LifeEvent[]): LifeEvent[] {
  try {
    return [...before, parseEvent(text)];
  } catch (error) {
    throw new InvalidArgumentError((error as Error).message);
  }
}
