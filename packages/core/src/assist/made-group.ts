import type { ChatAddress, Group } from '../model/group.js';

function folded(name: string): string {
  return name.normalize('NFC').trim().toLowerCase();
}

/**
 * The chat that somebody has made for a group: one that no blueprint names, called as the group is
 * to be called in any language. Undefined where there is none, or more than one. Pure.
 */
export function madeChat(
  wanted: Pick<Group, 'name' | 'names'>,
  groups: readonly Group[],
): ChatAddress | undefined {
  const names = [wanted.name, ...Object.values(wanted.names ?? {})].map(folded);
  const found = groups.flatMap(({ adopted, name, chat }) =>
    adopted && chat !== undefined && names.includes(folded(name)) ? [chat] : [],
  );
  return found.length === 1 ? found[0] : undefined;
}
