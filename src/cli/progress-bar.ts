import { SingleBar } from 'cli-progress';

/** A bar on the terminal that appears with the first progress and goes away at the end. */
export interface ProgressBar {
  /** `about` fills the places of the format. */
  show(done: number, total: number, about?: Record<string, unknown>): void;
  stop(): void;
}

/** Builds a bar; behind it and its percentage stands `format`, in which `{value}`, `{total}` and names of `about` are filled in. */
export function createProgressBar(format: string): ProgressBar {
  const options = { format: `{bar} {percentage}% ${format}`, clearOnComplete: true, hideCursor: true, stream: process.stderr };
  const bar = new SingleBar(options);
  return {
    show(done, total, about = {}) {
      if (!bar.isActive) bar.start(Math.max(total, 1), done, about);
      bar.update(done, about);
    },
    stop: () => bar.stop(),
  };
}
