import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { dayNumber } from '../src/lib/dates.js';
import { drawPictures } from './draw-pictures.js';
import { judge } from './judge.js';
import { reportText } from './report.js';
import { simulateHistory } from './simulate.js';

const { values: flags } = parseArgs({
  options: {
    users: { type: 'string', default: '500' },
    days: { type: 'string', default: '365' },
    seed: { type: 'string', default: '42' },
    // The last day; fixed, so that the page changes only when the simulator does.
    end: { type: 'string', default: '2026-06-30' },
    // The person of the population who is drawn.
    drawn: { type: 'string', default: '28' },
    out: { type: 'string', default: 'docs' },
  },
});
const endDay = dayNumber(flags.end);
if (endDay === null) throw new Error(`--end takes a date like 2026-06-30, not ${flags.end}.`);
const [users, days, seed] = [Number(flags.users), Number(flags.days), flags.seed];

const say = (text: string) => process.stderr.write(text);
const findings = judge(simulateHistory, {
  ...{ users, days, seed, endDay, beatUsers: 5, repeatedUsers: 3, shortDays: 30 },
  progress: (done) => say(`\r${done} of ${users} people`),
});
say('\n');

const drawn = simulateHistory({ seed, index: Number(flags.drawn), days, endDay, beats: false });
const pictures = drawPictures(drawn, findings.points);
mkdirSync(path.join(flags.out, 'realism'), { recursive: true });
for (const { name, svg } of pictures) writeFileSync(path.join(flags.out, 'realism', `${name}.svg`), svg);
const listed = pictures.map(({ name, caption }) => ({ path: `realism/${name}.svg`, caption }));
writeFileSync(path.join(flags.out, 'realism.md'), reportText({ ...findings, pictures: listed }));
const misses = findings.invariants.filter(({ held, checked }) => held < checked).length;
say(`${misses} statements with exceptions, ${findings.distributions.filter(({ ok }) => !ok).length} distributions out of bounds\n`);
