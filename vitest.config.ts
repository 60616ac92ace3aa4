import { defineConfig } from 'vitest/config';

const common = { testTimeout: 20_000, hookTimeout: 30_000 };
/** Suites that hold for every database. */
const ON_EVERY_DATABASE = ['storage', 'ledger', 'http', 'oauth', 'webhooks'];
/** Those among them that are of SQLite's files, or hardly of any database, and take long. */
const WITHOUT_DATABASE = [
  ...['storage/backup', 'storage/open', 'storage/query-plans', 'storage/snapshots'],
  ...['http/sandbox', 'http/contract-of-answers', 'http/random-ranges'],
  ...['oauth/passwords', 'oauth/pages', 'webhooks/guide', 'webhooks/neighbours'],
];

/**
 * `here` needs nothing but this checkout; `shared` also needs the folder ../shared and skips without it; `postgres` needs PostgreSQL's
 * programs, and runs what holds for every database on a server of its own.
 */
export default defineConfig({
  test: {
    // The default leaves one core idle, which is half of a small machine.
    maxWorkers: '100%',
    projects: [
      {
        test: {
          ...common,
          name: 'here',
          include: ['{src,test,realism}/**/*.test.ts'],
          exclude: ['**/*.shared.test.ts', 'test/postgres/**'],
        },
      },
      { test: { ...common, name: 'shared', include: ['{src,test}/**/*.shared.test.ts'] } },
      {
        test: {
          ...common,
          name: 'postgres',
          include: [`test/{${ON_EVERY_DATABASE.join(',')},postgres}/**/*.test.ts`],
          exclude: ['**/*.shared.test.ts', ...WITHOUT_DATABASE.map((file) => `test/${file}.test.ts`)],
          globalSetup: 'test/support/postgres-setup.ts',
        },
      },
    ],
  },
});
