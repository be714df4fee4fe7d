import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { defineConfig, type Options } from 'tsup';
import ts from 'typescript';

type Plugin = NonNullable<Options['esbuildPlugins']>[number];

/** What a package offers by name: each `@kapwa/source` file of its exports map. */
function exportedSources(): string[] {
  const { exports } = JSON.parse(readFileSync('package.json', 'utf8'));
  return Object.values<string | { '@kapwa/source'?: string }>(exports)
    .map((target) => (typeof target === 'string' ? undefined : target['@kapwa/source']))
    .filter((source) => source !== undefined)
    .filter((source) => source !== './src/zod.ts');
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
function keepPlace(source: string, path: string): string {
  const place = relative('src', path).replaceAll('\\', '/').replace(/\.ts$/, '.js');
  return source.replaceAll('import.meta.url', `new URL('./${place}', import.meta.url).href`);
}

/**
 * Writes patterns with `\p{...}` as `new RegExp('...')`. V8 puts the characters of those in a
 * literal together when it reads the file, up to 0.8 ms for each, and again when it is used.
 */
function patternsAsStrings(source: string, path: string): string {
  if (!source.includes('\\p{')) return source;
  const file = ts.createSourceFile(path, source, ts.ScriptTarget.Latest);
  let written = '';
  let end = 0;
  const visit = (node: ts.Node): void => {
    if (!ts.isRegularExpressionLiteral(node) || !node.text.includes('\\p{')) {
      ts.forEachChild(node, visit);
      return;
    }
    const close = node.text.lastIndexOf('/');
    const given = [node.text.slice(1, close), node.text.slice(close + 1)].map((part) =>
      JSON.stringify(part),
    );
    written += `${source.slice(end, node.getStart(file))}new RegExp(${given.join(',')})`;
    end = node.getEnd();
  };
  visit(file);
  return written + source.slice(end);
}

const ownSources: Plugin = {
  name: 'own-sources',
  setup(build) {
    build.onLoad({ filter: /[\\/]src[\\/].+\.ts$/ }, ({ path }) => {
      const isDeeper = dirname(relative('src', path)) !== '.';
      const source = patternsAsStrings(readFileSync(path, 'utf8'), path);
      return { contents: isDeeper ? keepPlace(source, path) : source, loader: 'ts' };
    });
  },
};

/** What is small goes into the package itself: fewer files to find and to read at a start. */
const bundled = ['eventemitter3', 'lowdb', 'steno'];

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
      /node_modules[\\/](zod[\\/]index|eventemitter3[\\/]index|croner[\\/]dist[\\/]croner|(lowdb|steno)[\\/]lib[\\/]index)\.js$/;
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

/** Libraries that core reads when they are first used (`read-when-used.ts`), each in one file. */
const readWhenUsed = { zod: `export { z } from 'zod';`, croner: `export { Cron } from 'croner';` };

/** `@kapwa/core/zod`: not built from `zod.ts` with core, or they would share a third file. */
const zodEntry = `import { createRequire } from 'node:module';
export const { z } = createRequire(import.meta.url)('./zod.cjs');
`;

/**
 * zod is one file for all packages, `zod.cjs` in core: by itself it is a hundred, which takes 55 ms
 * to read instead of 17. Like croner it is CommonJS, so that core can read it at the moment it is
 * first used; packages that cannot do without it take it from `@kapwa/core/zod`.
 */
const oneFileEach: Plugin = {
  name: 'one-file-each',
  setup(build) {
    const { name } = JSON.parse(readFileSync('package.json', 'utf8'));
    if (name !== '@kapwa/core') {
      build.onResolve({ filter: /^zod$/ }, () => ({ path: '@kapwa/core/zod', external: true }));
      return;
    }
    build.onResolve({ filter: /^(zod|croner)$/ }, ({ importer }) => ({
      errors: [{ text: `${importer} has to take it from read-when-used.ts.` }],
    }));
    build.onLoad({ filter: /[\\/]src[\\/]read-when-used\.ts$/ }, ({ path }) => ({
      contents: readFileSync(path, 'utf8').replace(/require\('(\w+)'\)/g, `require('./$1.cjs')`),
      loader: 'ts',
    }));
    build.onEnd(async () => {
      // At a first build tsup has not written anything yet.
      mkdirSync('dist', { recursive: true });
      writeFileSync('dist/zod.js', zodEntry);
      for (const [library, contents] of Object.entries(readWhenUsed)) {
        await build.esbuild.build({
          stdin: { contents, resolveDir: '.' },
          outfile: `dist/${library}.cjs`,
          bundle: true,
          format: 'cjs',
          target: 'node20',
          // Nobody looks for mistakes here; 0.1 MB less is read 1.5 ms sooner.
          minify: true,
          plugins: [englishOnly, licences],
        });
      }
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
  esbuildPlugins: [oneFileEach, ownSources, licences],
  noExternal: ['zod', 'croner', ...bundled],
  tsconfig: '../../tsconfig.json',
});
