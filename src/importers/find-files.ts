import { readdir, realpath, stat } from 'node:fs/promises';
import { join } from 'node:path';

/** A file to import, or why a path is none. */
export interface FoundFile {
  path: string;
  /** Whether the path was named by the caller rather than found in a folder. */
  isNamed: boolean;
  bytes: number;
  problem: string | null;
}

/** The files at the given paths, folders with all they contain in sorted order; a folder that links lead to again is read once. */
export async function* findFiles(paths: readonly string[]): AsyncGenerator<FoundFile> {
  const visited = new Set<string>();
  for (const path of paths) yield* findAt(path, { isNamed: true, visited });
}

async function* findAt(path: string, { isNamed, visited }: { isNamed: boolean; visited: Set<string> }): AsyncGenerator<FoundFile> {
  const not = (problem: string): FoundFile => ({ path, isNamed, bytes: 0, problem });
  try {
    const found = await stat(path);
    if (found.isFile()) yield { path, isNamed, bytes: found.size, problem: null };
    else if (!found.isDirectory()) yield not('neither a file nor a folder');
    else if (visited.has(await realpath(path))) yield not('a folder that was read already');
    else yield* findWithin(path, visited);
  } catch (error) {
    yield not(problemOf(error as NodeJS.ErrnoException, isNamed));
  }
}

async function* findWithin(path: string, visited: Set<string>): AsyncGenerator<FoundFile> {
  visited.add(await realpath(path));
  const entries = await readdir(path);
  for (const name of entries.sort()) {
    const inner = join(path, name);
    if (name.startsWith('.')) yield { path: inner, isNamed: false, bytes: 0, problem: 'hidden' };
    else yield* findAt(inner, { isNamed: false, visited });
  }
}

function problemOf(error: NodeJS.ErrnoException, isNamed: boolean): string {
  if (error.code === 'ENOENT') return isNamed ? 'there is no such file or folder' : 'a link to nothing';
  if (error.code === 'ELOOP') return 'a link that leads to itself';
  if (error.code === 'EACCES') return 'no permission to read it';
  return `cannot be read: ${error.message}`;
}
