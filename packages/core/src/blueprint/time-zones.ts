import { type Reading, refuse } from './blueprint-issue.js';
import { didYouMean } from './did-you-mean.js';

/** Reads an IANA time zone name; `asia/manila` is taken as `Asia/Manila`. */
export function readTimeZone(text: string): Reading<string> {
  const name = text.trim();
  const zones = Intl.supportedValuesOf('timeZone');
  if (name.toUpperCase() === 'UTC') return { ok: true, value: 'UTC' };
  const listed = zones.find((zone) => zone.toLowerCase() === name.toLowerCase());
  if (listed !== undefined) return { ok: true, value: listed };
  // Newer and older names of the same zone (`Asia/Kolkata`) are known but not listed.
  if (name.includes('/') && isZone(name)) return { ok: true, value: name };
  return refuse(
    `"${text}" is not a time zone. Write the part of the world and a large city, such as "Asia/Manila" or "Africa/Nairobi".`,
    byCity(name, zones) ?? didYouMean(name, zones),
  );
}

function isZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}

/** `Manila`, or `Philippines/Manila`. */
function byCity(text: string, zones: readonly string[]): string | undefined {
  const cities = new Map(zones.map((zone) => [zone.slice(zone.lastIndexOf('/') + 1), zone]));
  const city = didYouMean(text.slice(text.lastIndexOf('/') + 1), cities.keys());
  return city === undefined ? undefined : cities.get(city);
}
