import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

const ROOT = path.join(import.meta.dirname, '../..');

/** A TypeScript file of this project. */
export interface SourceFile {
  /** From the project's folder, with slashes: `src/lib/clock.ts`. */
  file: string;
  text: string;
}

/** One import, or one export from elsewhere. */
export interface Import {
  specifier: string;
  /** Whether it is gone once compiled. */
  isTypeOnly: boolean;
}

/** The TypeScript files below a folder of the project; unit tests only where they are asked for. */
export function sourceFiles(folder: string, { withTests = false } = {}): SourceFile[] {
  return readdirSync(path.join(ROOT, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.ts') && (withTests || !entry.name.endsWith('.test.ts')))
    .map((entry) => path.join(entry.parentPath, entry.name))
    .map((file) => ({ file: path.relative(ROOT, file).split(path.sep).join('/'), text: readFileSync(file, 'utf8') }))
    .sort((a, b) => (a.file < b.file ? -1 : 1));
}

const IMPORT = /^(?:import|export)\s+(type\s)?[^;'"]*?from\s+'([^']+)'|^import\s+'([^']+)'|\bimport\(\s*'([^']+)'/gm;

/** Everything a file imports. `import { type A }` counts as an import of more than types, as the compiler leaves it in. */
export function importsOf({ text }: SourceFile): Import[] {
  return [...text.matchAll(IMPORT)].map(([, type, from, bare, dynamic]) => ({
    specifier: (from ?? bare ?? dynamic) as string,
    isTypeOnly: type !== undefined,
  }));
}

/** The file that a relative import leads to. */
export function importedFile({ file }: SourceFile, specifier: string): string {
  return path.posix.join(path.posix.dirname(file), specifier).replace(/\.js$/, '.ts');
}

/** The lines that are not wholly comment, with their numbers. */
export function codeLines({ text }: SourceFile): [number: number, line: string][] {
  return text
    .split('\n')
    .map((line, i): [number, string] => [i + 1, line])
    .filter(([, line]) => !/^\s*(\/\/|\/?\*)/.test(line));
}
