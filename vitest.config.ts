import { defineConfig } from 'vitest/config';

/**
 * Workspace packages resolve to their sources, so that no test needs a build. No other condition
 * but Node's own: vitest hands them to Node, where `import` would break `require` of a package with both.
 */
const conditions = ['@kapwa/source', 'node'];

export default defineConfig({
  resolve: { conditions },
  ssr: { resolve: { conditions } },
  test: {
    // `*.test-d.ts` holds type tests; `npm run typecheck` is what runs them.
    include: ['packages/*/test/**/*.test.ts', 'examples/*/test/**/*.test.ts', 'test/**/*.test.ts'],
    setupFiles: ['test/setup/property-seed.ts'],
    globalSetup: ['test/setup/postgres.ts'],
    // Some tests start processes and pair phones over real sockets: that takes long on a busy machine.
    testTimeout: 20_000,
    hookTimeout: 20_000,
    coverage: {
      provider: 'v8',
      include: ['packages/*/src/**/*.ts'],
      // Files of re-exports only are counted as uncovered by this version of vitest.
      exclude: ['**/index.ts'],
      thresholds: { lines: 90, branches: 85 },
    },
  },
});
