import { KapwaError, type PlatformRole } from '@kapwa/core';
import { GrammyError } from 'grammy';
import { within } from './deadline.js';
import { failureForLog } from './errors.js';
import { isPresent, roleOf } from './people.js';
import type { GroupReader } from './read-group.js';
import { chatMemberSchema } from './wire.js';

/** How long reading somebody's role may take, ms. */
const ROLE_TIME = 9000;

/** What somebody is in a chat at this moment. Raises `adapter.failed` where it cannot be read. */
export async function readRole(
  chat: string,
  account: string,
  { api, memory }: GroupReader,
): Promise<PlatformRole | 'none'> {
  const user = Number(account);
  // Whoever writes in the name of a chat: nobody knows who that is, so they may nothing.
  if (!Number.isSafeInteger(user) || user <= 0) return 'none';
  try {
    const id = memory.currentId(Number(chat));
    const answer = await api.getChatMember(id, user, within(ROLE_TIME));
    const member = chatMemberSchema.parse(answer);
    return isPresent(member) ? roleOf(member) : 'none';
  } catch (error) {
    const isUnknown =
      error instanceof GrammyError &&
      /member not found|USER_NOT_PARTICIPANT/.test(error.description);
    if (isUnknown) return 'none';
    throw new KapwaError(
      'adapter.failed',
      `telegram: the role could not be read (${failureForLog(error)}).`,
    );
  }
}
