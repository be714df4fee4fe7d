import type { Unclear } from './asking.js';
import type { SeenChat } from './propose-mapping.js';

/** What somebody decided about one group. */
export type Choice =
  | { readonly kind: 'chat'; readonly chat: SeenChat }
  /** Decided another time. */
  | { readonly kind: 'skip' }
  /** There is no chat of it yet: "kapwa apply" makes one. */
  | { readonly kind: 'later' }
  /** The group before is asked about again. */
  | { readonly kind: 'back' };

const words: Readonly<Record<string, 'skip' | 'later' | 'back'>> = {
  s: 'skip',
  skip: 'skip',
  c: 'later',
  create: 'later',
  b: 'back',
  back: 'back',
};

/** Reads an answer to which chat a group is; `taken` tells which group a chat was given to. Pure. */
export function readChoice(
  answer: string,
  chats: readonly SeenChat[],
  proposed: SeenChat | undefined,
  taken: ReadonlyMap<SeenChat, string>,
): Choice | Unclear {
  const said = answer.trim().toLowerCase();
  if (said === '')
    return proposed === undefined ? { kind: 'skip' } : { kind: 'chat', chat: proposed };
  const word = Object.hasOwn(words, said) ? words[said] : undefined;
  if (word !== undefined) return { kind: word };
  const chat = /^\d{1,4}$/.test(said) ? chats[Number(said) - 1] : undefined;
  if (chat === undefined) {
    const why = `Please type a number from 1 to ${chats.length}, s to skip, c to have it made later, or b to go back.`;
    return { why };
  }
  const other = taken.get(chat);
  if (other === undefined) return { kind: 'chat', chat };
  return { why: `${chat.name} is ${other} already. Take another one, or go back.` };
}
