import { readdir } from 'node:fs/promises';
import type { Scenario } from './scenario.js';

const folder = new URL('./scenarios/', import.meta.url);

/** A scenario, and the address of the module it stands in. */
export interface FoundScenario {
  readonly scenario: Scenario;
  readonly file: string;
}

/** All scenarios whose name begins with one of `wanted` (all, when none is given), by name. */
export async function findScenarios(wanted: readonly string[]): Promise<readonly FoundScenario[]> {
  const files = await readdir(folder, { recursive: true });
  const found: FoundScenario[] = [];
  for (const name of files.filter((one) => one.endsWith('.scenario.ts'))) {
    const file = new URL(name, folder).href;
    const module: { default: Scenario } = await import(file);
    found.push({ scenario: module.default, file });
  }
  return found
    .filter(
      ({ scenario: { name } }) =>
        wanted.length === 0 || wanted.some((start) => name.startsWith(start)),
    )
    .sort((one, other) => (one.scenario.name < other.scenario.name ? -1 : 1));
}
