/**
 * Checks the packages as people will get them: packs every published workspace, asks publint
 * and arethetypeswrong about each, then installs all of them in an empty folder outside of
 * the repository, imports every one there and starts `kapwa` from its build.
 *
 * Run `npm run build` first.
 */
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { publint } from 'publint';
import { formatMessage } from 'publint/utils';

const run = promisify(execFile);
const readJson = async (file) => JSON.parse(await readFile(file, 'utf8'));

/** Nothing of a working copy may help a package to start. */
const { KAPWA_SOURCE: _, NODE_OPTIONS: __, ...cleanEnv } = process.env;

async function publishedPackages() {
  const { workspaces } = await readJson('package.json');
  const all = await Promise.all(
    workspaces.map(async (folder) => ({
      folder,
      manifest: await readJson(join(folder, 'package.json')),
    })),
  );
  return all.filter(({ manifest }) => manifest.private !== true);
}

/** npm writes its own warnings to stderr; what counts is stdout and the exit code. */
async function pack({ folder, manifest }, to) {
  if (!existsSync(join(folder, 'dist/index.d.ts'))) {
    throw new Error(`${folder} is not built: run "npm run build" first.`);
  }
  const { stdout } = await run('npm', ['pack', '--json', '--pack-destination', to], {
    cwd: folder,
  });
  const [{ filename, files }] = JSON.parse(stdout);
  return { folder, manifest, tarball: join(to, filename), files: files.map(({ path }) => path) };
}

/** What must be inside, and what must not: sources, tests and build records stay at home. */
function contentFindings({ files }) {
  const wanted = ['README.md', 'LICENSE', 'dist/index.js', 'dist/index.d.ts'];
  const missing = wanted.filter((file) => !files.includes(file)).map((file) => `lacks ${file}`);
  const strays = files
    .filter((file) => /^(src|test)\/|\.tsbuildinfo$/.test(file))
    .map((file) => `should not hold ${file}`);
  return [...missing, ...strays];
}

/** zod is a hundred files, and takes 55 ms to read; `@kapwa/core/zod` is one, and takes 17. */
async function zodFindings({ folder, files }) {
  const built = files.filter((file) => /^dist\/.*\.js$/.test(file));
  const texts = await Promise.all(built.map((file) => readFile(join(folder, file), 'utf8')));
  return built
    .filter((_, at) => /(from|import) ?"zod"/.test(texts[at]))
    .map((file) => `${file} takes "zod" instead of "@kapwa/core/zod"`);
}

async function publintFindings({ folder, manifest }) {
  const { messages, pkg } = await publint({ pkgDir: folder, level: 'suggestion', pack: 'npm' });
  return messages.map((message) => `publint: ${formatMessage(message, pkg ?? manifest)}`);
}

async function typesFindings({ tarball }) {
  const attw = resolve('node_modules/.bin/attw');
  try {
    await run(attw, [tarball, '--profile', 'esm-only', '--format', 'ascii', '--no-emoji']);
    return [];
  } catch (error) {
    return [`arethetypeswrong: ${error.stdout}${error.stderr}`];
  }
}

async function check(packed) {
  const findings = [
    ...contentFindings(packed),
    ...(await zodFindings(packed)),
    ...(await publintFindings(packed)),
    ...(await typesFindings(packed)),
  ];
  process.stdout.write(`${findings.length === 0 ? 'ok  ' : 'FAIL'} ${packed.manifest.name}\n`);
  return findings.map((finding) => `${packed.manifest.name}: ${finding}`);
}

/** Every way into a package, except those of the test kit, which load only inside vitest. */
function entriesOf({ manifest }) {
  if (manifest.name === '@kapwa/testing') {
    return [];
  }
  return Object.keys(manifest.exports)
    .filter((path) => path !== './package.json')
    .map((path) => manifest.name + path.slice(1));
}

/** All tarballs at once: npm would look up a sibling that it is not given in the registry. */
async function tryInstalled(packed, folder) {
  await writeFile(join(folder, 'package.json'), '{ "private": true, "type": "module" }\n');
  const tarballs = packed.map(({ tarball }) => tarball);
  const options = { cwd: folder, env: cleanEnv };
  await run(
    'npm',
    ['install', '--no-audit', '--no-fund', '--prefer-offline', ...tarballs],
    options,
  );

  const entries = packed.flatMap(entriesOf);
  const imports = entries.map((entry) => `import '${entry}';`).join('\n');
  await writeFile(join(folder, 'imports.js'), `${imports}\n`);
  await run(process.execPath, ['imports.js'], options);

  const cli = packed.find(({ manifest }) => manifest.name === '@kapwa/cli');
  const { stdout } = await run(join(folder, 'node_modules/.bin/kapwa'), ['--version'], options);
  if (stdout.trim() !== cli.manifest.version) {
    throw new Error(`kapwa --version said "${stdout.trim()}", not ${cli.manifest.version}.`);
  }
  const played = await run(join(folder, 'node_modules/.bin/kapwa'), ['run', '--demo'], options);
  if (!/messages · \d+ answers by the bot/.test(played.stdout)) {
    throw new Error(`kapwa run --demo played no scene: ${played.stdout.slice(-300)}`);
  }
  process.stdout.write(
    `ok   installed from tarballs: ${entries.length} entries import, kapwa ${stdout.trim()} starts and plays the scene\n`,
  );
}

async function main(temporary) {
  const packed = [];
  for (const workspace of await publishedPackages()) {
    packed.push(await pack(workspace, temporary));
  }
  const findings = [];
  for (const one of packed) {
    findings.push(...(await check(one)));
  }
  if (findings.length > 0) {
    throw new Error(findings.join('\n'));
  }
  await tryInstalled(packed, await mkdtemp(join(temporary, 'installed-')));
}

const temporary = await mkdtemp(join(tmpdir(), 'kapwa-packages-'));
try {
  await main(temporary);
} catch (error) {
  process.stderr.write(`${error.stdout ?? ''}${error.stderr ?? ''}${error.message}\n`);
  process.exitCode = 1;
} finally {
  await rm(temporary, { recursive: true, force: true });
}
