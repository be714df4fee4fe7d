import { once } from '../once.js';
import { type Reading, refuse } from './blueprint-issue.js';

/** Letters of any script, digits, `-` and `_`: safe in stored keys, commands and file names. */
const shortName = once(() => /^[\p{L}\p{N}][\p{L}\p{M}\p{N}_-]{0,63}$/u);

/** Reads the short name of a group, a person, a role or a rule. */
export function readKey(text: string): Reading<string> {
  const key = text.normalize('NFC');
  if (shortName().test(key)) return { ok: true, value: key };
  const better = keyFrom(key);
  return refuse(
    `"${text.slice(0, 80)}" cannot be a short name: use up to 64 letters and digits, and "-" instead of spaces.`,
    better === '' ? undefined : better,
  );
}

/** A short name made from a full one: `Health Workers, Kitui` becomes `health-workers-kitui`. */
export function keyFrom(name: string): string {
  return name
    .normalize('NFC')
    .toLowerCase()
    .replace(/[^\p{L}\p{M}\p{N}_]+/gu, '-')
    .replace(/^[^\p{L}\p{N}]+/u, '')
    .slice(0, 64)
    .replace(/-+$/, '');
}

/** A name to show, made from a short one: `health-care-teams` becomes `Health care teams`. */
export function nameFrom(key: string): string {
  const words = key.replace(/[-_]+/g, ' ').trim();
  const [first = ''] = words;
  return first.toUpperCase() + words.slice(first.length);
}
