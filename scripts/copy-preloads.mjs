// Puts what the compiler leaves out beside what it makes: code in other languages, which `circlet run` has programs load.
import { cpSync } from 'node:fs';

const root = new URL('../', import.meta.url);
cpSync(new URL('src/interception/preloads/python', root), new URL('dist/interception/preloads/python', root), {
  recursive: true,
  filter: (file) => !file.includes('__pycache__'),
});
