import { KapwaError, messageOf } from '../../errors.js';

const makeRoom = 'Make room on the disk, then try again.';
const mayNot = 'Choose a folder this user may read and write.';
const wrongName = 'Check the name.';

/** What somebody can do about an answer of the file system, by its code. */
const advice: Readonly<Record<string, string>> = {
  ENOSPC: makeRoom,
  EDQUOT: makeRoom,
  EACCES: mayNot,
  EPERM: mayNot,
  EROFS: mayNot,
  EEXIST: mayNot,
  ENOENT: wrongName,
  ENOTDIR: wrongName,
  EISDIR: wrongName,
};

/** An answer of the file system as people are told it: what could not be done, why, what to do. */
export function diskFailure(what: string, cause: unknown): KapwaError {
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : '';
  const says = `${what}: ${messageOf(cause)}. ${advice[code] ?? 'Look whether the disk is all right.'}`;
  return new KapwaError('store.unusable', says, { cause });
}

/** Does something on the disk; what the file system answers to it is told as `store.unusable`. */
export async function orDiskFailure<Answer>(
  what: string,
  work: () => Promise<Answer>,
): Promise<Answer> {
  try {
    return await work();
  } catch (cause) {
    throw cause instanceof KapwaError ? cause : diskFailure(what, cause);
  }
}
