import type { Account, Blueprint, BlueprintIssue, BlueprintPerson } from '@kapwa/core';

/** A blueprint whose WhatsApp numbers are in WhatsApp's form, and those that cannot be. */
export interface ReadNumbers {
  readonly blueprint: Blueprint;
  readonly issues: readonly BlueprintIssue[];
}

/** Digits as people group them. Other ids of WhatsApp hold letters or an "@" and stay as they are. */
const PHONE = /^\+?[\d\s().\-/]+$/;

/**
 * Brings phone numbers into the form WhatsApp uses, `639171234567`: otherwise an admin written as
 * `+63 917 123 4567` would not be known when they write.
 */
export function readWhatsAppNumbers(blueprint: Blueprint): ReadNumbers {
  const issues = blueprint.people.flatMap((person) =>
    person.accounts.filter(isLocal).map(({ id }) => ({
      path: ['people', person.key, 'accounts', 'whatsapp'],
      message: `"${id}" is not a phone number that works everywhere. Write it with "+" and the code of the country, such as "+63 917 000 0000".`,
    })),
  );
  return { blueprint: { ...blueprint, people: blueprint.people.map(withDigits) }, issues };
}

function isPhone({ adapter, id }: Account): boolean {
  return adapter === 'whatsapp' && PHONE.test(id);
}

/** No number with its country's code begins with a zero, or has other than 7 to 15 digits. */
function isLocal(account: Account): boolean {
  return isPhone(account) && !/^[1-9]\d{6,14}$/.test(digitsOf(account.id));
}

function withDigits(person: BlueprintPerson): BlueprintPerson {
  const accounts = person.accounts.map((account) =>
    isPhone(account) ? { ...account, id: digitsOf(account.id) } : account,
  );
  return { ...person, accounts };
}

function digitsOf(text: string): string {
  return text.replace(/\D/g, '');
}
