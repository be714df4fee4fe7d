import {
  asciiDigits,
  type Blueprint,
  type BlueprintIssue,
  type BlueprintPerson,
} from '@kapwa/core';

/** A blueprint whose WhatsApp numbers are in WhatsApp's form, and those that cannot be. */
export interface ReadNumbers {
  readonly blueprint: Blueprint;
  readonly issues: readonly BlueprintIssue[];
}

/** Digits as people group them. */
const PHONE = /^\+?[\d\s().\-/]+$/;

/** Ids WhatsApp itself gives: `2547...@s.whatsapp.net`, `1234@lid`, and business-scoped `KE.1234`. */
const OTHER_ID = /^(\S+@\S+|[A-Z]{2}\.[A-Za-z0-9]+)$/;

/**
 * Brings phone numbers into the form WhatsApp uses, `639171234567`: otherwise an admin written as
 * `+63 917 123 4567` would not be known when they write.
 */
export function readWhatsAppNumbers(blueprint: Blueprint): ReadNumbers {
  const issues = [...blueprint.people.flatMap(wrongIds), ...sharedNumbers(blueprint.people)];
  return { blueprint: { ...blueprint, people: blueprint.people.map(withDigits) }, issues };
}

function wrongIds(person: BlueprintPerson): readonly BlueprintIssue[] {
  return whatsAppIds(person).flatMap((id) => {
    const what = whyNoNumber(id);
    if (what === undefined) return [];
    const message = `"${id}" is ${what}. Write it with "+" and the code of the country, such as "+63 917 000 0000".`;
    return [issueOf(person, message)];
  });
}

/** No number with its country's code begins with a zero, or has other than 7 to 15 digits. */
function whyNoNumber(id: string): string | undefined {
  const plain = plainly(id);
  if (!PHONE.test(plain)) return OTHER_ID.test(plain) ? undefined : 'no phone number';
  return /^[1-9]\d{6,14}$/.test(digitsOf(plain))
    ? undefined
    : 'not a phone number that works everywhere';
}

/** The same number written in two ways; the same words twice are found where the file is read. */
function sharedNumbers(people: readonly BlueprintPerson[]): readonly BlueprintIssue[] {
  const owners = new Map<string, BlueprintPerson>();
  return people.flatMap((person) =>
    whatsAppIds(person).flatMap((id) => {
      const known = formOf(id);
      const owner = owners.get(known);
      owners.set(known, owner ?? person);
      if (owner === undefined || owner === person) return [];
      const message = `The number "${id}" already belongs to "${owner.key}". A number belongs to one person: correct one of them.`;
      return [issueOf(person, message)];
    }),
  );
}

function issueOf({ key }: BlueprintPerson, message: string): BlueprintIssue {
  return { path: ['people', key, 'accounts', 'whatsapp'], message };
}

function whatsAppIds({ accounts }: BlueprintPerson): readonly string[] {
  return accounts.filter(({ adapter }) => adapter === 'whatsapp').map(({ id }) => id);
}

function withDigits(person: BlueprintPerson): BlueprintPerson {
  const accounts = person.accounts.map((account) =>
    account.adapter === 'whatsapp' ? { ...account, id: formOf(account.id) } : account,
  );
  return { ...person, accounts };
}

function formOf(id: string): string {
  const plain = plainly(id);
  return PHONE.test(plain) ? digitsOf(plain) : plain;
}

/**
 * Without what copying brings along: WhatsApp puts marks of direction around numbers, keyboards of
 * other scripts write their own digits, and word processors make long dashes.
 */
function plainly(id: string): string {
  return asciiDigits(id.replace(/\p{Cf}/gu, ''))
    .replace(/\p{Pd}/gu, '-')
    .replace(/\uff0b/g, '+')
    .trim();
}

function digitsOf(text: string): string {
  return text.replace(/\D/g, '');
}
