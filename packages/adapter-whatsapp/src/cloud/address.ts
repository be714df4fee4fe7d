import type { Adapter } from '@kapwa/core';

/** A phone number as WhatsApp writes it, perhaps with a plus; everything else is an opaque id. */
const PHONE = /^\+?(\d{5,20})$/;

/** The digits of a phone number; undefined for any other id. */
export function phoneIn(id: string): string | undefined {
  return PHONE.exec(id)?.[1];
}

/** Ids of WhatsApp Web, such as hidden ids and ordinary groups, which the official API cannot use. */
const OF_WEB = /@/;

/** The id by which the official API can write to somebody: the number where it is known, as Meta advises. */
export const addressOf: NonNullable<Adapter['addressOf']> = ({ ids, direct }) => {
  const usable = ids.filter((id) => !OF_WEB.test(id));
  return (direct ? usable.find((id) => phoneIn(id) !== undefined) : undefined) ?? usable[0];
};
