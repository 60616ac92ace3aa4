import { StoreBusyError } from './engine.js';

/** Lets so many in at once; the others wait in line. */
export interface Turnstile {
  /** Throws StoreBusyError where the line does not move on for too long. */
  pass<T>(work: () => Promise<T>): Promise<T>;
}

/** Builds a turnstile for `width` at once, where nobody waits for longer than `waitMs`. */
export function createTurnstile(width: number, waitMs: number): Turnstile {
  let inside = 0;
  const line: (() => void)[] = [];
  const enter = () =>
    new Promise<void>((resolve, reject) => {
      const timer = setTimeout(() => {
        line.splice(line.indexOf(admit), 1);
        reject(new StoreBusyError('too many writes wait for the database; nothing was written, try again later'));
      }, waitMs);
      const admit = () => {
        clearTimeout(timer);
        resolve();
      };
      line.push(admit);
    });
  return {
    async pass(work) {
      if (inside < width) inside++;
      else await enter();
      try {
        return await work();
      } finally {
        // Whoever is next takes over this place.
        const next = line.shift();
        if (next) next();
        else inside--;
      }
    },
  };
}
