import { createRequire } from 'node:module';
import type { CountryCode, PhoneNumber } from 'libphonenumber-js/max';

/** What the numbering plans of the world say about a row of digits. */
export interface KnownNumber {
  readonly e164: string;
  /** In use according to the plan; otherwise only its length is right. */
  readonly valid: boolean;
  /** May ring in somebody's pocket (in some countries plans do not tell mobile from fixed). */
  readonly mobile: boolean;
  /** Free to call: a hotline, never one person's number. */
  readonly tollFree: boolean;
}

/**
 * Reads digits by the numbering plans, with a limit on how often.
 *
 * A reading takes about 10 us. A message that would need more than `MOST_READINGS` of them is read
 * no further, so that a wall of digits cannot stall a lane.
 */
export interface NumberingPlans {
  /** Digits behind a `+` or an international prefix. */
  international(digits: string): KnownNumber | undefined;
  /** Digits as dialled inside `country`. */
  national(digits: string, country: string): KnownNumber | undefined;
  readonly countries: readonly Country[];
  /** Counts the stretches of digits that were looked at; false once they are too many. */
  mayGoOn(): boolean;
}

/** A country whose formats apply. */
interface Country {
  readonly code: string;
  readonly callingCode: string;
}

type Library = typeof import('libphonenumber-js/max');

const MOST_READINGS = 400;
const MOST_STRETCHES = 600;
let library: Library | undefined;

/**
 * Opens the numbering plans for one message; unknown country codes are left out.
 *
 * The `max` data is needed: with the smaller sets a batch or count of the right length passes as a
 * valid number, and toll-free lines cannot be told apart. It costs about 40 ms and 1 MB, once, at
 * the first message that holds digits; so it is loaded then, and not by importing the plugin.
 */
export function openNumberingPlans(countries: readonly string[]): NumberingPlans {
  library ??= createRequire(import.meta.url)('libphonenumber-js/max') as Library;
  const { isSupportedCountry, getCountryCallingCode, parsePhoneNumberFromString } = library;
  let readings = 0;
  let stretches = 0;
  const read = (digits: string, defaultCountry?: CountryCode): KnownNumber | undefined => {
    readings += 1;
    if (readings > MOST_READINGS) return undefined;
    const options = { extract: false, ...(defaultCountry ? { defaultCountry } : {}) };
    return describe(parsePhoneNumberFromString(digits, options));
  };
  const supported = [...new Set(countries.map((code) => code.toUpperCase()))].filter((code) =>
    isSupportedCountry(code),
  ) as CountryCode[];
  return {
    mayGoOn: () => {
      stretches += 1;
      return stretches <= MOST_STRETCHES && readings <= MOST_READINGS;
    },
    countries: supported.map((code) => ({ code, callingCode: getCountryCallingCode(code) })),
    international: (digits) => read(`+${digits}`),
    national: (digits, country) => read(digits, country as CountryCode),
  };
}

function describe(number: PhoneNumber | undefined): KnownNumber | undefined {
  if (number === undefined || !number.isPossible()) return undefined;
  const type = number.getType();
  return {
    e164: number.number,
    valid: type !== undefined,
    mobile: type === 'MOBILE' || type === 'FIXED_LINE_OR_MOBILE',
    tollFree: type === 'TOLL_FREE',
  };
}
