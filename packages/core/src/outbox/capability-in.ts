import type { ActionKind } from '../actions/action.js';
import { type Capability, type CapabilityQuery, unsupported } from '../actions/capability.js';
import type { Adapter } from '../adapters/adapter.js';
import { adapterToGroup } from '../adapters/ways.js';
import type { AttachmentType } from '../attachments/attachment.js';
import { attachmentCapability } from '../attachments/attachment-capability.js';
import type { Group } from '../model/group.js';
import { collections, recordKey } from '../model/keys.js';
import type { PlatformRole } from '../model/membership.js';
import { goOn } from '../store/go-on.js';
import type { MaybePromise, Store } from '../store/store.js';

/** What it takes to know what can be done where. */
export interface CapabilityParts {
  readonly store: Pick<Store, 'get'>;
  readonly adapters: ReadonlyMap<string, Adapter>;
}

/** The action asked about, and where. */
export interface CapabilityQuestion {
  readonly action: ActionKind;
  readonly community: string;
  readonly group: Group | undefined;
  /** The adapter of a direct chat; a group has its own. */
  readonly adapter: string;
  /** What is to go with the message. */
  readonly attachment?: AttachmentType | undefined;
  /** ms UTC. */
  readonly now: number;
}

/** A group by its key, or the one the scene plays in. */
export async function findGroup(
  store: Pick<Store, 'get'>,
  scene: { readonly community: { readonly key: string }; readonly group: Group | undefined },
  key: string | undefined,
): Promise<Group | undefined> {
  if (key === undefined || key === scene.group?.key) return scene.group;
  const record = await store.get(collections.groups, recordKey(scene.community.key, key));
  return record?.value as Group | undefined;
}

/** Asks the adapter of a group or direct chat what can be done there, with the bot's rights now. */
export function capabilityIn(
  parts: CapabilityParts,
  question: CapabilityQuestion,
): MaybePromise<Capability> {
  const { community, group } = question;
  if (group === undefined) return capabilityWith(parts, question, undefined);
  return goOn(botRoleIn(parts.store, community, group.key), (role) =>
    capabilityWith(parts, question, role),
  );
}

/** The bot's own role in a group, as far as it is known. */
export function botRoleIn(
  store: Pick<Store, 'get'>,
  community: string,
  group: string,
): MaybePromise<PlatformRole | undefined> {
  return goOn(
    store.get(collections.botRoles, recordKey(community, group)),
    (stored) => stored?.value as PlatformRole | undefined,
  );
}

/** The same, where the bot's role in that group is known already. */
export function capabilityWith(
  { adapters }: Pick<CapabilityParts, 'adapters'>,
  { action, group, adapter, attachment, now }: CapabilityQuestion,
  botRole: PlatformRole | undefined,
): Capability {
  if (group !== undefined && group.chat === undefined && action !== 'group.create') {
    return unsupported(`the group "${group.name}" is not on any platform yet`);
  }
  if (group?.suspended === true && action !== 'group.read') {
    return unsupported(
      `The messenger has suspended the group "${group.name}": nothing can be done there until that is over.`,
    );
  }
  const name = group?.chat === undefined ? adapter : adapterToGroup(group.chat, adapters);
  const found = adapters.get(name);
  if (found === undefined) return unsupported(`no adapter called "${name}" is connected`);
  const answer = found.capability(queryOf(action, group, botRole, now));
  if (attachment === undefined || answer.level !== 'native') return answer;
  return attachmentCapability(found, attachment);
}

function queryOf(
  action: ActionKind,
  group: Group | undefined,
  botRole: PlatformRole | undefined,
  now: number,
): CapabilityQuery {
  if (group === undefined) return { action, now };
  return botRole === undefined ? { action, group, now } : { action, group, botRole, now };
}
