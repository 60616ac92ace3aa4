/** Time a piece of work took, in seconds: on the wall, and of CPU, which neighbours on the machine do not lengthen. */
export interface Seconds {
  wall: number;
  cpu: number;
}

/** Does the work and adds the time it took to `sum`. */
export async function addTime<T>(sum: Seconds, work: () => T | Promise<T>): Promise<T> {
  const started = performance.now();
  const before = process.cpuUsage();
  const result = await work();
  const { user, system } = process.cpuUsage(before);
  sum.wall += (performance.now() - started) / 1000;
  sum.cpu += (user + system) / 1e6;
  return result;
}

/** No time yet. */
export const noTime = (): Seconds => ({ wall: 0, cpu: 0 });
