/**
 * Adds to package-lock.json the optional packages of other platforms that npm left out.
 *
 * Some tools come as one package for each platform. A registry that does not serve them all
 * makes npm write a lock without the others; `npm ci` then refuses that lock, and a contributor
 * on another platform gets a tool without its binary. Run it after adding a dependency:
 * `npm run lock`.
 */
import { readFileSync, writeFileSync } from 'node:fs';

const systems = [
  'android',
  'darwin',
  'freebsd',
  'linux',
  'netbsd',
  'openbsd',
  'openharmony',
  'sunos',
  'win32',
];
const processors = [
  'arm64',
  'arm',
  'ia32',
  'loong64',
  'mips64el',
  'ppc64',
  'riscv64',
  's390x',
  'x64',
];

/** `@rollup/rollup-linux-x64-musl` is for linux, x64, musl: these packages say so in their names. */
function platformOf(name) {
  const words = name.split(/[/-]/);
  const pick = (known) => known.find((word) => words.includes(word));
  const os = pick(systems);
  const cpu = pick(processors);
  if (os === undefined || cpu === undefined) {
    return undefined;
  }
  const libc = words.some((word) => word.startsWith('musl'))
    ? 'musl'
    : words.some((word) => word.startsWith('gnu'))
      ? 'glibc'
      : undefined;
  return { os, cpu, libc: os === 'linux' ? libc : undefined };
}

/** Node looks in the package's own folder first, then in every folder above it. */
function nearest(packages, from, name) {
  const folder = from === '' ? '' : `${from}/`;
  const found = packages[`${folder}node_modules/${name}`];
  if (found !== undefined || from === '') {
    return found;
  }
  return nearest(packages, from.slice(0, Math.max(from.lastIndexOf('/node_modules/'), 0)), name);
}

/** The fields in npm's own order: otherwise the next install would write the lock anew. */
function entryOf(version, { os, cpu, libc }, dev) {
  return {
    version,
    cpu: [cpu],
    ...(dev ? { dev } : {}),
    ...(libc === undefined ? {} : { libc: [libc] }),
    optional: true,
    os: [os],
  };
}

const lock = JSON.parse(readFileSync('package-lock.json', 'utf8'));
const added = {};
for (const [place, entry] of Object.entries(lock.packages)) {
  for (const [name, version] of Object.entries(entry.optionalDependencies ?? {})) {
    const platform = platformOf(name);
    const found = nearest(lock.packages, place, name);
    if (platform === undefined || !/^\d/.test(version) || found?.version === version) {
      continue;
    }
    const folder = found === undefined ? '' : `${place}/`;
    added[`${folder}node_modules/${name}`] = entryOf(version, platform, entry.dev);
  }
}

if (Object.keys(added).length > 0) {
  const byPath = ([a], [b]) => a.localeCompare(b, 'en');
  lock.packages = Object.fromEntries(Object.entries({ ...lock.packages, ...added }).sort(byPath));
  writeFileSync('package-lock.json', `${JSON.stringify(lock, null, 2)}\n`);
}
process.stdout.write(`${Object.keys(added).length} packages of other platforms added\n`);
