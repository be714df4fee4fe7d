import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';
import { areas } from './areas.js';

/** The copy of the repository that Stryker has made: packages must come from there, mutated. */
const root = fileURLToPath(new URL('..', import.meta.url));
const readJson = (...path) => JSON.parse(readFileSync(join(root, ...path), 'utf8'));

/** Each name by which a package is imported, and the source that stands behind it. */
const alias = readJson('package.json').workspaces.flatMap((folder) => {
  const { name, exports = {} } = readJson(folder, 'package.json');
  return Object.entries(exports).flatMap(([path, target]) => {
    const source = target['@kapwa/source'];
    if (source === undefined) return [];
    const find = new RegExp(`^${name}${path.slice(1)}$`);
    return [{ find, replacement: join(root, folder, source) }];
  });
});

export default defineConfig({
  root,
  resolve: { alias, conditions: ['node'] },
  ssr: { resolve: { conditions: ['node'] } },
  test: {
    include: areas[process.env.KAPWA_MUTATED ?? '']?.tests ?? [],
    setupFiles: [join(root, 'test/setup/property-seed.ts')],
    testTimeout: 20_000,
    hookTimeout: 20_000,
  },
});
