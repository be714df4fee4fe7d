import { readFileSync } from 'node:fs';

/** Which version of Kapwa this is; empty where it was made one file with something else. */
export function ownVersion(): string {
  try {
    const text = readFileSync(new URL('../package.json', import.meta.url), 'utf8');
    const { name, version } = JSON.parse(text);
    return name === '@kapwa/core' ? String(version) : '';
  } catch {
    return '';
  }
}
