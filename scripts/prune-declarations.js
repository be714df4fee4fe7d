/**
 * Takes away declarations that nobody can reach: `tsc -b` writes one for every source file, and
 * most describe what is inside of a package. Run in the repository's root, after `tsc -b`.
 */
import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';

const { workspaces } = JSON.parse(readFileSync('package.json', 'utf8'));
const relativeImport = /(?:from|import)\s*\(?\s*['"](\.[^'"]+)\.js['"]/g;

/** The declarations that a package's entries lead to. */
function reachable(entries) {
  const found = new Set();
  const waiting = [...entries];
  for (let file = waiting.pop(); file !== undefined; file = waiting.pop()) {
    if (found.has(file) || !existsSync(file)) continue;
    found.add(file);
    for (const [, target] of readFileSync(file, 'utf8').matchAll(relativeImport)) {
      waiting.push(`${resolve(dirname(file), target)}.d.ts`);
    }
  }
  return found;
}

for (const folder of workspaces) {
  const dist = join(folder, 'dist');
  if (!existsSync(dist)) continue;
  const { exports } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  const entries = Object.values(exports ?? {}).flatMap(({ types }) => types ?? []);
  const wanted = reachable(entries.map((entry) => resolve(folder, entry)));
  for (const name of readdirSync(dist, { recursive: true })) {
    const file = resolve(dist, name);
    if (file.endsWith('.d.ts') && !wanted.has(file)) rmSync(file);
  }
}
