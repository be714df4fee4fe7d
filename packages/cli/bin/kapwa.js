#!/usr/bin/env node
/**
 * Starts the command: the build when there is one, as in a published package, and the
 * TypeScript sources otherwise, so that a fresh clone needs `npm install` and no build. A build
 * that is older than any source beside it is not taken: it would not do what the sources say.
 *
 * KAPWA_SOURCE=1 takes the sources in any case; tests use it.
 */
import { existsSync, readdirSync, statSync } from 'node:fs';
import module from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

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

/** When the newest file of a folder was written, ms; 0 where there is none. */
function newestIn(folder) {
  if (!existsSync(folder)) return 0;
  const files = readdirSync(folder, { recursive: true, withFileTypes: true });
  const times = files.map(({ parentPath, name }) => statSync(join(parentPath, name)).mtimeMs);
  return Math.max(0, ...times);
}

/** In a clone: whether something was changed in any package after the build. */
function isStale() {
  if (!existsSync(source) || findTsx() === undefined) return false;
  const packages = fileURLToPath(new URL('../../', import.meta.url));
  const builtAt = statSync(built).mtimeMs;
  return readdirSync(packages).some((name) => newestIn(join(packages, name, 'src')) > builtAt);
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

if (process.env.KAPWA_SOURCE !== '1' && existsSync(built) && !isStale()) {
  module.enableCompileCache?.();
  await import(built.href);
} else {
  await startSource();
}
