import type { RingRecording } from '../../derive/recordings.js';
import type { Life } from '../life/life.js';

const looks = [
  { hardwareType: 'gen3', color: 'silver', design: 'heritage', firmwareVersion: '2.9.33' },
  { hardwareType: 'gen3', color: 'stealth_black', design: 'horizon', firmwareVersion: '3.2.19' },
  { hardwareType: 'gen3', color: 'titanium', design: 'horizon', firmwareVersion: '3.2.19' },
  { hardwareType: 'gen4', color: 'brushed_silver', design: 'horizon', firmwareVersion: '2.4.14' },
  { hardwareType: 'gen4', color: 'rose', design: 'horizon', firmwareVersion: '2.4.14' },
  { hardwareType: 'gen4', color: 'cloud', design: 'ceramic', firmwareVersion: '2.6.3' },
] as const;

/** The ring worn on a home day: each planned ring change sets up another one, out of its first charger. The first one is set up at 0. */
export function ringAt({ person, day: planOf }: Life, day: number): RingRecording {
  const changes = person.events.filter((event) => event.kind === 'ring-change' && event.day <= day).map((event) => event.day);
  const number = changes.length;
  const sizes = person.profile.sex === 'female' ? [6, 7, 8, 8, 9] : [9, 10, 10, 11, 12];
  const pick = person.chance.uniform('ring look', number);
  const look = looks[Math.floor((number === 0 ? 1 : 0.5) * pick * looks.length) + (number === 0 ? 0 : looks.length / 2)];
  const changeDay = Math.max(...changes, Number.NEGATIVE_INFINITY);
  const charger = number === 0 ? undefined : planOf(changeDay).segments.find(({ kind }) => kind === 'charging');
  return {
    key: `ring/${number}`,
    setUpMs: number === 0 ? 0 : (charger?.endMs ?? planOf(changeDay).startMs),
    ...(look as (typeof looks)[number]),
    size: sizes[Math.floor(person.chance.uniform('ring size', 0) * sizes.length)] as number,
  };
}

/** The rings set up on home days from one to another one. */
export function ringsSetUp(life: Life, fromDay: number, toDay: number): RingRecording[] {
  return life.person.events
    .filter(({ kind, day }) => kind === 'ring-change' && day >= fromDay && day <= toDay)
    .sort((a, b) => a.day - b.day)
    .map(({ day }) => ringAt(life, day));
}
