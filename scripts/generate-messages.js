// Writes src/messages.ts of every plugin from its English locale file, so that the compiler knows
// which messages there are and which values each takes. `--check` only says what is out of date.
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const check = process.argv.includes('--check');
const root = new URL('../packages/', import.meta.url).pathname;
const plural = /_(zero|one|two|few|many|other)$/;

function flatten(value, path = '') {
  return Object.entries(value).flatMap(([key, inner]) => {
    const full = path === '' ? key : `${path}.${key}`;
    return typeof inner === 'string' ? [[full, inner]] : flatten(inner, full);
  });
}

function messagesOf(strings) {
  const keys = new Set(strings.map(([key]) => key));
  const messages = new Map();
  for (const [key, source] of strings) {
    const base = key.replace(plural, '');
    const name = keys.has(`${base}_other`) && keys.has(`${base}_one`) ? base : key;
    const values = messages.get(name) ?? new Set();
    if (name !== key) values.add('count');
    for (const [, value] of source.matchAll(/\{\{\s*([A-Za-z][A-Za-z0-9]*)\s*\}\}/g))
      values.add(value);
    messages.set(name, values);
  }
  return messages;
}

function typeOf(values) {
  if (values.size === 0) return 'Readonly<Record<never, never>>';
  const fields = [...values]
    .sort()
    .map((name) => `readonly ${name}: ${name === 'count' ? 'number' : 'Value'}`);
  return `{ ${fields.join('; ')} }`;
}

function moduleFor(namespace, messages) {
  const from = namespace === 'core' ? './languages/message.js' : '@kapwa/core';
  const name = `${namespace[0].toUpperCase()}${namespace.slice(1)}Messages`;
  const lines = [...messages].map(([key, values]) => `  readonly '${key}': ${typeOf(values)};`);
  const value = [...messages.values()].some((values) => [...values].some((one) => one !== 'count'));
  return [
    `// Made from locales/en/${namespace}.json by \`npm run generate\`; do not edit.`,
    ...(value ? [`import type { Value } from '${from}';`, ''] : []),
    `/** The messages of ${namespace}, with the values each takes. */`,
    '// biome-ignore format: one message a line',
    `export type ${name} = {`,
    ...lines,
    '};',
    '',
  ].join('\n');
}

let stale = 0;
for (const name of readdirSync(root)) {
  const folder = join(root, name, 'locales', 'en');
  if (!existsSync(folder)) continue;
  for (const file of readdirSync(folder).filter((one) => one.endsWith('.json'))) {
    const namespace = file.replace(/\.json$/, '');
    const target = join(root, name, 'src', 'messages.ts');
    const fresh = moduleFor(
      namespace,
      messagesOf(flatten(JSON.parse(readFileSync(join(folder, file), 'utf8')))),
    );
    if (existsSync(target) && readFileSync(target, 'utf8') === fresh) continue;
    stale += 1;
    if (check)
      console.error(`packages/${name}/src/messages.ts is out of date: run npm run generate`);
    else writeFileSync(target, fresh);
  }
}
process.exitCode = check && stale > 0 ? 1 : 0;
