import type { BlueprintGroup } from '@kapwa/core';
import { likeness } from './likeness.js';

/** A chat the bot is in and nobody has told it what it is. */
export interface SeenChat {
  readonly adapter: string;
  readonly id: string;
  readonly name: string;
  /** How many people are in it, where the messenger told. */
  readonly people?: number;
  /** Whether the bot is an admin there. */
  readonly isAdmin: boolean;
}

/** What of a group is needed to find its chat. */
export type WantedGroup = Pick<BlueprintGroup, 'key' | 'name' | 'names'>;

/** Names that are less alike than this are not proposed: a wrong proposal is easily taken. */
const ENOUGH = 0.6;

function likenessTo(group: WantedGroup, chat: SeenChat): number {
  const names = [group.name, group.key, ...Object.values(group.names ?? {})];
  return Math.max(...names.map((name) => likeness(name, chat.name)));
}

/**
 * Which chat each group probably is, by their names: the likest pair first, every chat at most once.
 * Pure; a person confirms it.
 */
export function proposeMapping(
  groups: readonly WantedGroup[],
  chats: readonly SeenChat[],
): ReadonlyMap<string, SeenChat> {
  const alike = groups
    .flatMap((group) => chats.map((chat) => ({ group, chat, like: likenessTo(group, chat) })))
    .filter(({ like }) => like >= ENOUGH)
    .sort((one, other) => other.like - one.like);
  const found = new Map<string, SeenChat>();
  const taken = new Set<SeenChat>();
  for (const { group, chat } of alike) {
    if (found.has(group.key) || taken.has(chat)) continue;
    found.set(group.key, chat);
    taken.add(chat);
  }
  return found;
}
