#!/usr/bin/env node
/**
 * Starts the command: the build when there is one, as in a published package, and the
 * TypeScript sources otherwise, so that a fresh clone needs `npm install` and no build.
 *
 * KAPWA_SOURCE=1 takes the sources even after a build; tests and developers use it, because
 * a build may be older than the sources beside it.
 */
import { existsSync } from 'node:fs';
import module from 'node:module';

const built = new URL('../dist/main.js', import.meta.url);
const source = new URL('../src/main.ts', import.meta.url);

/** Where tsx, which reads TypeScript, is installed; undefined before `npm install`. */
function findTsx() {
  try {
    return import.meta.resolve('tsx/esm/api');
  } catch {
    return undefined;
  }
}

async function startSource() {
  const tsx = findTsx();
  if (tsx === undefined || !existsSync(source)) {
    process.stderr.write(
      'kapwa is not ready to start here: run "npm install" in the folder of the repository, then try again.\n',
    );
    process.exitCode = 78;
    return;
  }
  const { register } = await import(tsx);
  // No tsconfig: what the folder holds, in which somebody calls us, must not matter.
  register({ tsconfig: false });
  module.register('./source-hooks.js', import.meta.url);
  await import(source.href);
}

if (process.env.KAPWA_SOURCE !== '1' && existsSync(built)) {
  module.enableCompileCache?.();
  await import(built.href);
} else {
  await startSource();
}
