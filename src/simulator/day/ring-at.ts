import type { RingRecording } from '../../derive/recordings.js';
import type { Life } from '../life/life.js';

const gen3 = { hardwareType: 'gen3', firmwareVersion: '3.2.19' };
const gen4 = { hardwareType: 'gen4', firmwareVersion: '2.4.14' };
const firstLooks = [
  { ...gen3, color: 'silver', design: 'heritage' },
  { ...gen3, color: 'stealth_black', design: 'horizon' },
  { ...gen3, color: 'titanium', design: 'horizon' },
  { ...gen4, color: 'brushed_silver', design: 'horizon' },
];
const laterLooks = [
  { ...gen4, color: 'stealth_black', design: 'horizon' },
  { ...gen4, color: 'rose', design: 'horizon' },
  { ...gen4, color: 'cloud', design: 'ceramic' },
];
const sizes = { female: [6, 7, 8, 8, 9], male: [9, 10, 10, 11, 12] };

/** The ring worn on a home day: each planned ring change sets up another one, out of its first charger. The first one is set up at 0. */
export function ringAt({ person, day: planOf }: Life, day: number): RingRecording {
  const changes = person.events.filter((event) => event.kind === 'ring-change' && event.day <= day).map((event) => event.day);
  const number = changes.length;
  const isFirst = number === 0;
  const pick = <T>(list: readonly T[], stream: string, day: number) =>
    list[Math.floor(person.chance.uniform(stream, day) * list.length)] as T;
  const changeDay = Math.max(...changes);
  const charger = isFirst ? null : planOf(changeDay).segments.find(({ kind }) => kind === 'charging');
  return {
    key: `ring/${number}`,
    setUpMs: isFirst ? 0 : (charger?.endMs ?? planOf(changeDay).startMs),
    ...pick(isFirst ? firstLooks : laterLooks, 'ring look', number),
    size: pick(sizes[person.profile.sex], 'ring size', 0),
  };
}
