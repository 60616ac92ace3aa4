import { defineConfig } from 'vitest/config';

const common = { testTimeout: 20_000, hookTimeout: 30_000 };

/** `here` needs nothing but this checkout; `shared` also needs the folder ../shared and skips without it. */
export default defineConfig({
  test: {
    // The default leaves one core idle, which is half of a small machine.
    maxWorkers: '100%',
    projects: [
      { test: { ...common, name: 'here', include: ['{src,test,realism}/**/*.test.ts'], exclude: ['**/*.shared.test.ts'] } },
      { test: { ...common, name: 'shared', include: ['{src,test}/**/*.shared.test.ts'] } },
    ],
  },
});
