import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { relative } from 'node:path';
import { defineConfig, type Options } from 'tsup';

type Plugin = NonNullable<Options['esbuildPlugins']>[number];

/** What a package offers by name: each `@kapwa/source` file of its exports map. */
function exportedSources(): string[] {
  const { exports } = JSON.parse(readFileSync('package.json', 'utf8'));
  return Object.values<string | { '@kapwa/source'?: string }>(exports)
    .map((target) => (typeof target === 'string' ? undefined : target['@kapwa/source']))
    .filter((source) => source !== undefined);
}

/** What is started by file: the command's `main.ts`, and workers, `*.worker.ts`. */
function startedSources(): string[] {
  return readdirSync('src')
    .filter((name) => name === 'main.ts' || name.endsWith('.worker.ts'))
    .map((name) => `./src/${name}`);
}

/**
 * Bundling lifts a file like `src/languages/own.ts` up into `dist`. This keeps the meaning of
 * its `import.meta.url`, so that `new URL('../../locales/', import.meta.url)` stays right.
 */
const keepPlace: Plugin = {
  name: 'keep-place',
  setup(build) {
    build.onLoad({ filter: /[\\/]src[\\/].+[\\/][^\\/]+\.ts$/ }, ({ path }) => {
      const place = relative('src', path).replaceAll('\\', '/').replace(/\.ts$/, '.js');
      const kept = `new URL('./${place}', import.meta.url).href`;
      const contents = readFileSync(path, 'utf8').replaceAll('import.meta.url', kept);
      return { contents, loader: 'ts' };
    });
  },
};

/**
 * One recipe for every package; it runs in the package's folder.
 *
 * Every entry lies directly in `src`, so that every file lands directly in `dist`.
 * `tsc -b` writes the declarations afterwards: tsup would take ten times as long.
 */
export default defineConfig({
  entry: [...exportedSources(), ...startedSources()].filter((source) => existsSync(source)),
  format: ['esm'],
  dts: false,
  silent: true,
  sourcemap: true,
  clean: true,
  target: 'node20',
  esbuildPlugins: [keepPlace],
  tsconfig: '../../tsconfig.json',
});
