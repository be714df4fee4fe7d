/** Every way this messenger says no, in words a person in front of it understands. */
export const refusals = {
  'not-a-member': 'only members of the group can do this',
  'not-an-admin': 'only admins of the group can do this',
  'only-admins-post': 'only admins can send messages in this group now',
  muted: 'an admin has muted them in this group',
  'is-an-admin': 'an admin of a group cannot be muted',
  'already-a-member': 'they are in the group already',
  'is-the-owner': 'nobody can remove or demote the owner of a group',
  'not-the-author': 'only the one who wrote a message can do this',
  'no-such-chat': 'there is no such chat',
  'no-such-message': 'there is no such message any more',
  'never-wrote': 'they never wrote to the bot, and here it may not write first',
  'wrote-too-long-ago': 'they wrote too long ago: only approved words are taken now',
  blocked: 'they have blocked the bot',
  'not-a-community-admin': 'only admins of the community can do this',
  'no-such-link': 'this invite link does not work any more',
  'no-such-request': 'they have not asked to be let in',
  'not-a-poll': 'this message is no poll',
  'no-such-option': 'the poll has no such option',
  'one-choice-only': 'only one option can be chosen in this poll',
  'too-few-options': 'a poll needs at least two options',
  'too-many-options': 'a poll takes no more options than that',
  'same-option-twice': 'an option stands in the poll twice',
  empty: 'there is nothing in the message',
  'too-large': 'the file is larger than the messenger takes',
  'too-long': 'the message is longer than the messenger takes',
} as const;

/** The stable name of one way of saying no, a key of {@link refusals}. */
export type RefusalCode = keyof typeof refusals;

/** A no of the messenger. Part of the day, so a value and never thrown. */
export interface Refused {
  readonly ok: false;
  readonly code: RefusalCode;
  readonly reason: string;
}

/** It was done. */
export interface Done {
  readonly ok: true;
}

/** It was written, under this id. */
export interface Wrote extends Done {
  readonly message: string;
}

/** It was done. */
export const done: Done = { ok: true };

/** Says no. */
export function refuse(code: RefusalCode): Refused {
  return { ok: false, code, reason: refusals[code] };
}
