import { rmSync } from 'node:fs';
import { mkdir, mkdtemp } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'tsup';

const cache = fileURLToPath(new URL('../../../../node_modules/.cache/', import.meta.url));
const source = fileURLToPath(new URL('../../src/whatsapp-web.worker.ts', import.meta.url));

let built: Promise<URL> | undefined;

async function bundle(): Promise<URL> {
  await mkdir(cache, { recursive: true });
  // Inside the repository, so that the thread finds baileys.
  const outDir = await mkdtemp(join(cache, 'whatsapp-thread-'));
  process.on('exit', () => rmSync(outDir, { recursive: true, force: true }));
  await build({
    entry: { thread: source },
    outDir,
    config: false,
    format: ['esm'],
    outExtension: () => ({ js: '.mjs' }),
    silent: true,
    target: 'node20',
    noExternal: [/^@kapwa\//],
    external: ['baileys'],
    esbuildOptions(options) {
      options.conditions = ['@kapwa/source'];
    },
  });
  return pathToFileURL(join(outDir, 'thread.mjs'));
}

/** The thread's file as a program that installed the package has it: sources alone run in no thread. */
export function threadFile(): Promise<URL> {
  built ??= bundle();
  return built;
}
