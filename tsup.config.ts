import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
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

/** What is small, and in no declaration of ours, goes into the package itself: fewer to install. */
const bundled = ['croner', 'lowdb', 'steno'];

/** The folder of an installed package that a file belongs to. */
function packageOf(file: string): string {
  const folder = dirname(file);
  return existsSync(join(folder, 'package.json')) ? folder : packageOf(folder);
}

/** A file of another's package, with the licence that has to go with every copy. */
function withLicence(file: string): string {
  const licence = readFileSync(join(packageOf(file), 'LICENSE'), 'utf8').trim();
  const { name } = JSON.parse(readFileSync(join(packageOf(file), 'package.json'), 'utf8'));
  return `/*! ${name}\n${licence}\n*/\n${readFileSync(file, 'utf8')}`;
}

/** Puts the licences of bundled packages beside their code. */
const licences: Plugin = {
  name: 'licences',
  setup(build) {
    const entries =
      /node_modules[\\/](zod[\\/]index|croner[\\/]dist[\\/]croner|(lowdb|steno)[\\/]lib[\\/]index)\.js$/;
    build.onLoad({ filter: entries }, ({ path }) => ({ contents: withLicence(path) }));
  },
};

/** How the code is written: names stay, and so do lines, so that a stack trace can be read. */
const written = { minifyWhitespace: true, minifySyntax: true, lineLimit: 160 } as const;

/** Of zod's error texts in other languages none is used. */
const englishOnly: Plugin = {
  name: 'english-only',
  setup(build) {
    build.onLoad({ filter: /[\\/]zod[\\/]v4[\\/]locales[\\/]index\.js$/ }, () => ({
      contents: `export { default as en } from './en.js';`,
    }));
  },
};

/**
 * zod is one file for all packages, `zod.cjs` in core: by itself it is a hundred, which takes 55 ms
 * to read instead of 17. It is CommonJS, so that core can read it at the moment the first schema is
 * used; packages that cannot do without it take it from `@kapwa/core/zod`.
 */
const oneZod: Plugin = {
  name: 'one-zod',
  setup(build) {
    const { name } = JSON.parse(readFileSync('package.json', 'utf8'));
    if (name !== '@kapwa/core') {
      build.onResolve({ filter: /^zod$/ }, () => ({ path: '@kapwa/core/zod', external: true }));
      return;
    }
    build.onResolve({ filter: /^zod$/ }, ({ importer }) => ({
      errors: [{ text: `${importer} has to take zod from schema.ts.` }],
    }));
    build.onLoad({ filter: /[\\/]src[\\/]schema\.ts$/ }, ({ path }) => ({
      contents: readFileSync(path, 'utf8').replace(`require('zod')`, `require('./zod.cjs')`),
      loader: 'ts',
    }));
    build.onLoad({ filter: /[\\/]src[\\/]zod\.ts$/ }, () => ({
      contents: `import { zod } from './schema.js';\nexport const z = zod();`,
      loader: 'ts',
    }));
    build.onEnd(async () => {
      await build.esbuild.build({
        stdin: { contents: `export { z } from 'zod';`, resolveDir: '.' },
        outfile: 'dist/zod.cjs',
        bundle: true,
        format: 'cjs',
        target: 'node20',
        ...written,
        plugins: [englishOnly, licences],
      });
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
  esbuildOptions(options) {
    Object.assign(options, written);
  },
  // The record of the last build, too: it would say that the declarations are still there.
  clean: ['.tsbuildinfo'],
  target: 'node20',
  esbuildPlugins: [keepPlace, oneZod, licences],
  noExternal: ['zod', ...bundled],
  tsconfig: '../../tsconfig.json',
});
