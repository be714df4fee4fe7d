import type { RegisteredCommand } from '../../commands/registered-command.js';
import type { MessageReceived } from '../../events/event.js';
import { groupsIn } from '../../handle/ask-model.js';
import { readScene, type Scene } from '../../handle/scene.js';
import { collections, type IdMaker, recordKey } from '../../model/keys.js';
import type { Membership } from '../../model/membership.js';
import { allows, roleFromPlatform, rolesOf } from '../../model/role.js';
import type { InboxEntry, Store } from '../../store/store.js';
import { CONTROL_STEP, type Control, type ControlWish, type Counts, controls } from './control.js';
import { PAUSE_PERMISSION, pauseLane } from './pause-state.js';

/** Longer messages are never looked at: the words of a command are short. */
const LONGEST = 60;

/** What it takes to let a wish overtake. */
export interface OvertakeParts {
  readonly store: Pick<Store, 'get' | 'list'>;
  readonly ids: IdMaker;
  commandOf(event: MessageReceived): Pick<RegisteredCommand, 'plugin' | 'name'> | undefined;
  isPaused(community: string): boolean;
  counts(community: string): Promise<Counts>;
}

/** The entry of a wish, in the lane that overtakes. */
export function controlEntry(
  of: { readonly id: string; readonly community: string; readonly adapter: string },
  wish: ControlWish,
  at: number,
): InboxEntry {
  const { id, community, adapter } = of;
  const about = { community, plugin: 'core', step: CONTROL_STEP, data: wish };
  return {
    id,
    lane: pauseLane(community),
    place: { community },
    attempt: 0,
    event: { kind: 'plugin.posted', id, at, adapter, ...about },
  };
}

/** Words that mean something else to a bot at work are left to the usual way then. */
function wishedBy(
  event: MessageReceived,
  { commandOf, isPaused }: OvertakeParts,
  community: string,
): Control | undefined {
  if (event.text.length > LONGEST) return undefined;
  const command = commandOf(event);
  if (command?.plugin !== 'core') return undefined;
  const what = controls.find((control) => control === command.name);
  if (what === undefined || isPaused(community)) return what;
  if (what === 'help') return undefined;
  return what === 'resume' && !event.text.startsWith('/') ? undefined : what;
}

/** In a direct chat a role that somebody has in any group counts. */
async function mayPause(
  { actor, community, group }: Scene,
  { store }: OvertakeParts,
): Promise<boolean> {
  if (actor === undefined) return false;
  if (actor.can(PAUSE_PERMISSION)) return true;
  if (group !== undefined) return false;
  const { person } = actor;
  for (const { key } of await groupsIn(store, community.key)) {
    const member = await store.get(
      collections.memberships,
      recordKey(community.key, key, person.id),
    );
    const platform = roleFromPlatform((member?.value as Membership | undefined)?.role);
    const roles = [platform, ...(person.groupRoles?.[key] ?? [])];
    if (allows(roles, PAUSE_PERMISSION, rolesOf(community))) return true;
  }
  return false;
}

async function overtaking(
  entry: InboxEntry,
  what: Control,
  parts: OvertakeParts,
): Promise<InboxEntry | undefined> {
  const { event, place } = entry;
  const scene = await readScene(entry, parts);
  if (scene?.actor === undefined || !(await mayPause(scene, parts))) return undefined;
  const { community, group } = place;
  const wish: ControlWish = {
    what,
    person: scene.actor.person.id,
    ...(group === undefined ? {} : { group }),
    ...(event.kind === 'message.received' ? { message: event.message } : {}),
    counts: await parts.counts(community),
  };
  return controlEntry({ id: entry.id, community, adapter: event.adapter }, wish, event.at);
}

/**
 * Lets what an admin says to a paused bot, and the word that pauses it, overtake everything: the
 * entry that is taken in instead of the message. Undefined, at once, for every other event.
 */
export function overtake(
  entry: InboxEntry,
  parts: OvertakeParts,
): Promise<InboxEntry | undefined> | undefined {
  const { event, place } = entry;
  if (event.kind !== 'message.received') return undefined;
  const what = wishedBy(event, parts, place.community);
  return what === undefined ? undefined : overtaking(entry, what, parts);
}
