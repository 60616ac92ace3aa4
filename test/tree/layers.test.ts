import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { codeLines, importedFile, importsOf, type SourceFile, sourceFiles } from './source-files.js';

/** What each folder of src, and each file beside the folders, may import; `types` of which only the types. From the bottom up. */
const LAYERS: Record<string, { may: readonly string[]; types?: readonly string[] }> = {
  lib: { may: [] },
  collections: { may: ['lib'] },
  storage: { may: ['lib', 'collections'] },
  ledger: { may: ['lib', 'collections', 'storage'] },
  derive: { may: ['lib', 'collections'] },
  simulator: { may: ['lib', 'collections', 'derive', 'ledger'], types: ['storage'] },
  importers: { may: ['lib', 'collections', 'ledger'] },
  oauth: { may: ['lib', 'collections', 'storage', 'ledger'] },
  webhooks: { may: ['lib', 'collections', 'storage', 'oauth'] },
  mirror: { may: ['lib', 'collections', 'storage', 'ledger', 'oauth', 'webhooks'] },
  http: { may: ['lib', 'collections', 'storage', 'ledger', 'oauth', 'webhooks'], types: ['simulator'] },
  'setting-values.ts': { may: [] },
  'config.ts': { may: ['http', 'oauth', 'webhooks', 'setting-values.ts'] },
  'demo-user.ts': { may: ['lib', 'collections'], types: ['simulator', 'storage'] },
  'demo-app.ts': { may: ['oauth'] },
  'master-key.ts': { may: ['lib', 'storage'] },
  'pulse.ts': { may: ['http'], types: ['lib', 'simulator', 'storage'] },
  'delivery-pulse.ts': { may: [], types: ['webhooks'] },
  'clock-follower.ts': { may: ['http'], types: ['lib', 'storage'] },
  'listener.ts': { may: [] },
  'server.ts': {
    may: [
      'lib',
      'collections',
      'storage',
      'ledger',
      'simulator',
      'oauth',
      'webhooks',
      'http',
      'demo-user.ts',
      'demo-app.ts',
      'master-key.ts',
      'pulse.ts',
      'delivery-pulse.ts',
      'clock-follower.ts',
      'listener.ts',
    ],
  },
  'index.ts': { may: ['collections', 'http', 'server.ts'], types: ['ledger'] },
  'testing.ts': { may: ['server.ts'], types: ['lib', 'collections'] },
  interception: { may: ['lib'] },
  cli: {
    may: [
      'interception',
      'lib',
      'collections',
      'storage',
      'ledger',
      'simulator',
      'importers',
      'oauth',
      'webhooks',
      'mirror',
      'http',
      'config.ts',
      'master-key.ts',
      'listener.ts',
      'server.ts',
    ],
  },
};

/** Who may import what is not ours. */
const PACKAGES: Record<string, { may: readonly string[]; types?: readonly string[] }> = {
  'better-sqlite3': { may: ['storage'] },
  pg: { may: ['storage'] },
  kysely: { may: ['storage'], types: ['ledger'] },
  hono: { may: ['http'] },
  '@hono/node-server': { may: ['listener.ts'] },
  'prom-client': { may: ['http'] },
  pino: { may: ['server.ts', 'cli'] },
  commander: { may: ['cli'] },
  'cli-progress': { may: ['cli'] },
  zod: { may: ['collections', 'http', 'simulator'], types: ['importers'] },
  yaml: { may: ['simulator'] },
  'csv-parse': { may: ['importers'] },
  yauzl: { may: ['importers'] },
  undici: { may: ['webhooks'] },
  'node-forge': { may: ['interception'] },
  // oauth: PKCE, sealed secrets, scrypt and CSRF tokens are its very rules; webhooks: signatures; interception: keys.
  'node:crypto': { may: ['lib', 'oauth', 'webhooks', 'mirror', 'http', 'interception'] },
  'node:zlib': { may: ['storage', 'importers', 'http'] },
  'node:fs': { may: ['storage', 'importers', 'interception', 'master-key.ts', 'server.ts', 'cli'] },
  'node:path': { may: ['importers', 'interception', 'master-key.ts', 'server.ts', 'cli'] },
  'node:net': { may: ['webhooks', 'mirror', 'interception', 'listener.ts'] },
  'node:cluster': { may: ['cli'] },
  'node:dns': { may: ['webhooks'] },
  'node:stream': { may: ['importers', 'interception', 'cli'] },
  'node:http': { may: ['mirror', 'interception', 'listener.ts'] },
  'node:https': { may: ['interception'] },
  'node:tls': { may: ['interception'] },
  'node:util': { may: ['interception', 'http'] },
  'node:url': { may: ['interception'] },
  'node:os': { may: ['cli'] },
  'node:child_process': { may: ['interception', 'cli'] },
  'node:readline': { may: ['cli'] },
  'node:buffer': { may: ['importers'] },
  'node:perf_hooks': { may: ['storage'] },
};

/** Words that belong into some files only, each with what to do instead. */
const WORDS: [words: RegExp, may: readonly string[], instead: string][] = [
  [/\bDate\.now\b|\bnew Date\(\)|\bperformance\.now\b/, ['src/lib/clock.ts'], 'take a Clock as an argument'],
  [/\bMath\.random\b|\brandomUUID\b|\brandomBytes\b/, ['src/lib/random.ts'], 'take a Random as an argument'],
  // sqlite.ts and turnstile.ts wait for another process's lock, listener.ts bounds the drain, pulses and clock-follower.ts ask the clock,
  // events.ts and webhook-listen.ts look again, serve-workers.ts pauses, mirror.ts waits for others: no time that its user may turn.
  [
    /\bsetTimeout\b|\bsetInterval\b/,
    [
      'src/storage/sqlite.ts',
      'src/storage/turnstile.ts',
      'src/listener.ts',
      'src/pulse.ts',
      'src/delivery-pulse.ts',
      'src/cli/events.ts',
      'src/cli/webhook-listen.ts',
      'src/cli/mirror.ts',
      'src/cli/serve-workers.ts',
      'src/clock-follower.ts',
    ],
    'let the clock decide, or list the file here and say why',
  ],
  [/\bprocess\.env\b/, ['src/cli/main.ts'], 'add a setting to config.ts, or take CliIo.environment'],
  [/\bprocess\.(stdout|exit|exitCode)\b|\bconsole\./, ['src/cli/main.ts'], 'return it, or write with CliIo.out and CliIo.error'],
  // Below the command line nobody asks the process anything.
  [
    /\bprocess\./,
    [
      'src/cli/main.ts',
      'src/cli/doctor.ts',
      'src/cli/cluster-worker.ts',
      'src/cli/mirror.ts',
      'src/cli/print-environment.ts',
      'src/cli/progress-bar.ts',
      'src/cli/read-secret.ts',
      'src/cli/run.ts',
      'src/cli/run-program.ts',
      'src/cli/serve.ts',
      'src/cli/serve-workers.ts',
      // The program that opens a browser is run by the Node that runs us.
      'src/interception/browser-variables.ts',
    ],
    'take it as an argument',
  ],
];

const files = sourceFiles('src');
const layerOf = (file: string) => file.split('/')[1] as string;
const packageOf = (specifier: string) => {
  const parts = specifier.split('/');
  return parts.slice(0, specifier.startsWith('@') ? 2 : 1).join('/');
};

function isAllowed(rule: { may: readonly string[]; types?: readonly string[] } | undefined, layer: string, isTypeOnly: boolean): boolean {
  return rule !== undefined && (rule.may.includes(layer) || (isTypeOnly && (rule.types ?? []).includes(layer)));
}

test('every folder of src and every file beside them has its place among the layers', () => {
  expect([...new Set(files.map(({ file }) => layerOf(file)))].sort(), 'give it a row in LAYERS of this test').toEqual(
    Object.keys(LAYERS).sort(),
  );
});

test('the layers stand one upon the other', () => {
  const names = Object.keys(LAYERS);
  for (const [name, { may, types = [] }] of Object.entries(LAYERS)) {
    for (const lower of [...may, ...types]) expect(names.indexOf(lower), `${name} over ${lower}`).toBeLessThan(names.indexOf(name));
  }
});

test('imports point down only', () => {
  const wrong = files.flatMap((source) =>
    importsOf(source)
      .filter(({ specifier }) => specifier.startsWith('.'))
      .flatMap(({ specifier, isTypeOnly }) => {
        const [from, to] = [layerOf(source.file), layerOf(importedFile(source, specifier))];
        const rule = LAYERS[from];
        if (from === to || isAllowed(rule, to, isTypeOnly)) return [];
        const allowed = [...(rule?.may ?? []), ...(rule?.types ?? []).map((layer) => `types of ${layer}`)].join(', ') || 'nothing of ours';
        return [`${source.file} imports ${specifier}, but ${from} may import ${allowed}: move it down, or take it as an argument`];
      }),
  );
  expect(wrong).toEqual([]);
});

test('a package is imported where it belongs', () => {
  const wrong = files.flatMap((source) =>
    importsOf(source)
      .filter(({ specifier }) => !specifier.startsWith('.'))
      .filter(({ specifier, isTypeOnly }) => !isAllowed(PACKAGES[packageOf(specifier)], layerOf(source.file), isTypeOnly))
      .map(({ specifier }) => {
        const rule = PACKAGES[packageOf(specifier)];
        return `${source.file} imports ${specifier}: ${rule ? `that is for ${rule.may.join(', ')}` : 'give it a row in PACKAGES of this test'}`;
      }),
  );
  expect(wrong).toEqual([]);
});

test('package.json names what the program imports, and nothing else', () => {
  const imported = files.flatMap((source) => importsOf(source).map(({ specifier }) => packageOf(specifier)));
  const packages = new Set(imported.filter((name) => !name.startsWith('.') && !name.startsWith('node:')));
  const { dependencies } = JSON.parse(readFileSync(path.join(import.meta.dirname, '../../package.json'), 'utf8'));
  expect(Object.keys(dependencies).sort(), 'add what is missing to dependencies, remove what nothing imports').toEqual(
    [...packages].sort(),
  );
});

test('no file imports itself by way of others', () => {
  const bySource = new Map(files.map((source) => [source.file, source]));
  const next = (source: SourceFile) =>
    importsOf(source)
      .filter(({ specifier, isTypeOnly }) => specifier.startsWith('.') && !isTypeOnly)
      .map(({ specifier }) => importedFile(source, specifier));
  const done = new Set<string>();
  const circles: string[] = [];
  const follow = (file: string, way: string[]) => {
    if (way.includes(file))
      circles.push(`${[...way.slice(way.indexOf(file)), file].join(' → ')}: move what both need into a file of its own`);
    else if (!done.has(file)) for (const imported of next(bySource.get(file) as SourceFile)) follow(imported, [...way, file]);
    done.add(file);
  };
  for (const { file } of files) follow(file, []);
  expect(circles).toEqual([]);
});

test('time, chance, environment and output come in as arguments', () => {
  const wrong = files.flatMap((source) =>
    codeLines(source).flatMap(([number, line]) =>
      WORDS.filter(([words, may]) => words.test(line) && !may.includes(source.file)).map(
        ([words, , instead]) => `${source.file}:${number} has ${words.exec(line)?.[0]}: ${instead}`,
      ),
    ),
  );
  expect(wrong).toEqual([]);
});

test('every exception above is still needed', () => {
  for (const [words, may] of WORDS) {
    for (const file of may) {
      const source = files.find((candidate) => candidate.file === file);
      expect(source && codeLines(source).some(([, line]) => words.test(line)), `${file} no longer has ${words}: take it off the list`).toBe(
        true,
      );
    }
  }
});
