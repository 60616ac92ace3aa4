import { readFileSync } from 'node:fs';

/** One measured figure, and when and where. */
export interface Figure {
  /** What `npm run bench` calls it. */
  name: string;
  value: number;
  at: string;
  machine: string;
  /** Load average of the machine by then, over a minute. */
  load: number;
}

/** What the simulation takes from `npm run bench`, by its names there, of which some have the number of users in it. */
export const WANTED = {
  ...ofStore('sqlite', ''),
  ...ofStore('postgres', ', PostgreSQL'),
  deliveriesPerSecond: /^signed deliveries: per second$/,
  changesPerUserYear: /^disk: changes per user-year$/,
} as const;

export type FigureName = keyof typeof WANTED;
export type Measured = Record<FigureName, Figure>;

function ofStore<Store extends 'sqlite' | 'postgres'>(store: Store, where: string) {
  const mixed = (what: string) => new RegExp(`^mixed load of [\\d,]+ users, one worker${where}${what}$`);
  const morning = (what: string, workers = 'one worker') => new RegExp(`^morning peak, ${workers}${where}: ${what}$`);
  const wanted = {
    readMicros: mixed(', reads alone: CPU in µs'),
    readDatabaseMicros: mixed(', reads alone: CPU of the database in µs'),
    readBytes: mixed(', reads alone: bytes of bodies'),
    writeMicros: mixed(', writes alone: CPU in µs'),
    writeDatabaseMicros: mixed(', writes alone: CPU of the database in µs'),
    writeBytes: mixed(', writes alone: bytes of bodies'),
    writeDiskBytes: mixed(', writes alone: bytes to the disk'),
    writesPerSecond: mixed(', writes alone: requests per second'),
    workerMegabytes: mixed(': RSS per worker in MB'),
    openMillis: morning('CPU of an open in ms'),
    openDatabaseMillis: morning('CPU of the database of an open in ms'),
    openKilobytes: morning('KB of bodies of an open'),
    peopleOfOne: morning('people within two hours'),
    peopleOfTwo: morning('people within two hours', 'two workers'),
    userYearMegabytes: new RegExp(`^disk${where}: MB per user-year$`),
  };
  type Names = keyof typeof wanted;
  return Object.fromEntries(Object.entries(wanted).map(([name, pattern]) => [`${store}.${name}`, pattern])) as Record<
    `${Store}.${Names}`,
    RegExp
  >;
}

/** A report of `npm run bench`. */
export interface BenchReport {
  machine: { cpu?: string; cores: number; node: string; load: number[] };
  at: string;
  results: { name: string; median: number }[];
}

/** The figures that a report has of those that are wanted. */
export function figuresIn({ machine, at, results }: BenchReport): Partial<Measured> {
  const found: Partial<Measured> = {};
  for (const [key, pattern] of Object.entries(WANTED) as [FigureName, RegExp][]) {
    const result = results.find(({ name }) => pattern.test(name));
    if (!result) continue;
    const where = `${machine.cpu ?? 'unknown'}, ${machine.cores} cores, Node ${machine.node}`;
    found[key] = { name: result.name, value: result.median, at, machine: where, load: machine.load[0] ?? 0 };
  }
  return found;
}

/** Reads the figures that are committed. Throws where one is missing. */
export function readMeasured(file: URL): Measured {
  const measured = JSON.parse(readFileSync(file, 'utf8')) as Partial<Measured>;
  const missing = (Object.keys(WANTED) as FigureName[]).filter((key) => !measured[key]);
  if (missing.length > 0) throw new Error(`not measured yet: ${missing.join(', ')}`);
  return measured as Measured;
}
