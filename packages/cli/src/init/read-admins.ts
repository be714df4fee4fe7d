/** Somebody who looks after a new community. */
export interface NewAdmin {
  readonly key: string;
  readonly name: string;
  /** Their number on WhatsApp, with + and the code of the country. */
  readonly whatsapp?: string;
}

/** A short name for something, of small letters, digits and dashes; the other where none remains. */
export function slug(name: string, otherwise: string): string {
  const plain = name.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
  return plain.replace(/[^a-z0-9]+/g, '-').replace(/^-+|-+$/g, '') || otherwise;
}

function keyOf(name: string, taken: ReadonlySet<string>): string {
  const base = slug(name, 'admin');
  if (!taken.has(base)) return base;
  for (let number = 2; ; number += 1) {
    if (!taken.has(`${base}-${number}`)) return `${base}-${number}`;
  }
}

/**
 * Reads who the admins are, as people write it: names with commas between, each with a phone number
 * behind it or not, as in `Sameer +63 917 000 0001, Grace`. Pure.
 */
export function readAdmins(written: string): readonly NewAdmin[] {
  const taken = new Set<string>();
  return written.split(/[,;\n]/).flatMap((part): NewAdmin[] => {
    const number = /\+[\d\s().-]{6,}/.exec(part)?.[0].trim();
    const name = part
      .replace(number ?? '', '')
      .replace(/\s+/g, ' ')
      .trim();
    if (name === '' && number === undefined) return [];
    const key = keyOf(name, taken);
    taken.add(key);
    const shown = name === '' ? 'Admin' : name;
    return [{ key, name: shown, ...(number === undefined ? {} : { whatsapp: number }) }];
  });
}
