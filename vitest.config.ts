import { defineConfig } from 'vitest/config';

/** Workspace packages resolve to their sources, so that no test needs a build. */
const conditions = ['@kapwa/source', 'module', 'node', 'import', 'default'];

export default defineConfig({
  resolve: { conditions },
  ssr: { resolve: { conditions } },
  test: {
    // `*.test-d.ts` holds type tests; `npm run typecheck` is what runs them.
    include: ['packages/*/test/**/*.test.ts', 'examples/*/test/**/*.test.ts', 'test/**/*.test.ts'],
    coverage: {
      provider: 'v8',
      include: ['packages/*/src/**/*.ts'],
      // Files of re-exports only are counted as uncovered by this version of vitest.
      exclude: ['**/index.ts'],
      thresholds: { lines: 90, branches: 85 },
    },
  },
});
