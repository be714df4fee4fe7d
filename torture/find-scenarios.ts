import { readdir } from 'node:fs/promises';
import type { Scenario } from './scenario.js';

const folder = new URL('./scenarios/', import.meta.url);

/** All scenarios whose name begins with one of `wanted` (all, when none is given), by name. */
export async function findScenarios(wanted: readonly string[]): Promise<readonly Scenario[]> {
  const files = await readdir(folder, { recursive: true });
  const found: Scenario[] = [];
  for (const file of files.filter((name) => name.endsWith('.scenario.ts'))) {
    const module: { default: Scenario } = await import(new URL(file, folder).href);
    found.push(module.default);
  }
  return found
    .filter(({ name }) => wanted.length === 0 || wanted.some((start) => name.startsWith(start)))
    .sort((one, other) => (one.name < other.name ? -1 : 1));
}
