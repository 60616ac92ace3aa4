import type { WearerProfile } from '../../derive/recordings.js';
import { type Chance, createChance } from '../chance.js';
import type { LifeEvent } from '../events.js';
import { createCalendar } from './create-calendar.js';
import { drawBody } from './draw-body.js';
import { drawByShare } from './draw-by-share.js';
import { drawHabits } from './draw-habits.js';
import { drawProfile } from './draw-profile.js';
import { drawWearHabits } from './draw-wear-habits.js';
import { drawJourney } from './journeys.js';
import type { Person } from './person.js';
import { drawPersona, type PersonaName, personas } from './personas.js';
import { isZoneName, ZONE_NAMES, type ZoneName, zones } from './zones.js';

/** Which person to make. What is left out is drawn as in the population. */
export interface PersonOptions {
  seed: string;
  /** Tells apart the people of one seed. */
  index: number;
  persona?: PersonaName | undefined;
  /** One of `ZONE_NAMES`. */
  zone?: string | undefined;
  sex?: WearerProfile['sex'] | undefined;
  /** Years. */
  age?: number | undefined;
  events?: readonly LifeEvent[] | undefined;
}

const femaleNames = ['aino', 'clara', 'eeva', 'grace', 'hana', 'ines', 'laura', 'maija', 'noor', 'priya', 'ruth', 'sofia'];
const maleNames = ['adam', 'bruno', 'eero', 'felix', 'hugo', 'ivan', 'joel', 'kenji', 'mikko', 'omar', 'ravi', 'tom'];

/** Makes a person: the same options give the same one, and people of other indexes have nothing to do with them. */
export function createPerson(options: PersonOptions): Person {
  const { seed, index, events = [] } = options;
  const chance = createChance(`${seed}/${index}`);
  const name = options.persona ?? drawPersona(chance);
  const persona = personas[name];
  const zoneName = options.zone === undefined ? drawZone(chance) : readZone(options.zone);
  const zone = zones[zoneName];
  const drawn = drawProfile(chance, persona, options);
  const { fitness: _, ...profile } = drawn;
  const habits = drawHabits(chance, drawn);
  const wear = drawWearHabits(chance);
  const theirHabits = { ...habits, ...persona.habits(habits) };
  return {
    persona: name,
    zone: zoneName,
    chance,
    email: emailOf(chance, profile.sex, index),
    profile,
    body: drawBody(chance, drawn, { winter: zone.winter, cycles: name === 'cycle' }),
    habits: theirHabits,
    wear: { ...wear, ...persona.wear?.(wear) },
    calendar: createCalendar({ zone, events, journeys: (block) => drawJourney(chance, theirHabits.journeysPerYear, block) }),
    events,
  };
}

function drawZone(chance: Chance): ZoneName {
  return drawByShare(chance.uniform('zone', 0), ZONE_NAMES, (name) => zones[name].share);
}

function readZone(name: string): ZoneName {
  if (!isZoneName(name)) throw new Error(`unknown zone ${name}: use one of ${ZONE_NAMES.join(', ')}`);
  return name;
}

function emailOf(chance: Chance, sex: WearerProfile['sex'], index: number): string {
  const names = sex === 'female' ? femaleNames : maleNames;
  return `${names[Math.floor(chance.uniform('name', 0) * names.length)]}${index + 1}@example.com`;
}
