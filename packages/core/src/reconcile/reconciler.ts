import { randomUUID } from 'node:crypto';
import type { Action } from '../actions/action.js';
import type { Capability } from '../actions/capability.js';
import type { Adapter } from '../adapters/adapter.js';
import { networkOf } from '../adapters/ways.js';
import { isAssistable } from '../assist/assistable.js';
import { keptBlueprint } from '../handle/apply-blueprint.js';
import type { ChatAddress, Group } from '../model/group.js';
import { collections, recordKey } from '../model/keys.js';
import { capabilityIn } from '../outbox/capability-in.js';
import { type Difference, differenceId } from './difference.js';
import { type Handed, readHanded } from './handed.js';
import { planOf } from './plan-of.js';
import { type PlatformState, readPlatformState } from './platform-state.js';
import { type GroupReading, type ReadingParts, readAfresh } from './read-afresh.js';
import { remedyOf } from './remedy.js';

/** One line of a plan: what differs, and what can be done about it. */
export interface PlanStep {
  /** The same as long as the difference is the same. */
  readonly id: string;
  readonly difference: Difference;
  /** Not without a yes: it takes something from somebody, or writes over what somebody chose. */
  readonly destructive: boolean;
  /** What the bot would ask for; absent where only people can do it. */
  readonly action?: Action;
  /** Whether the platform can do that now. */
  readonly capability?: Capability;
  /** Who does it: the bot, an admin whom the bot asks for it, or people without the bot. */
  readonly by: 'bot' | 'admins' | 'people';
  /** Where it stands with the admins who were asked for it; absent where none was. */
  readonly handed?: Handed;
}

/** Compares the communities of a kit with their blueprints, and closes the differences. */
export interface Reconciler {
  /**
   * Asks the platforms how the groups stand now, as far as they can be asked, and takes in what
   * they answer; resolves within 30 s. What cannot be asked is told with the reason.
   */
  read(community: string): Promise<readonly GroupReading[]>;
  /** How the platforms differ from the blueprint, as far as events and `read` have told. */
  plan(community: string): Promise<readonly PlanStep[]>;
  /**
   * Asks for the actions of these steps, each by its id; those that are done already, and those an
   * admin has been asked for and has not answered, are left out, so that it can be asked again.
   * Answers with the ids of what was asked for, once that is durable; `action.settled` tells what
   * came of each, with the step's id as its reason.
   */
  apply(community: string, steps: readonly string[]): Promise<readonly string[]>;
  /** The chats the bot or an admin has made for groups, that the blueprint does not name yet. */
  madeChats(community: string): Promise<readonly MadeChat[]>;
}

/** The chat of a group that is not in the blueprint. */
export interface MadeChat {
  /** The group's key. */
  readonly group: string;
  readonly chat: ChatAddress;
}

/** Where a new group is made: where the others are, or on the only platform there is. */
function homeOf(state: PlatformState, adapters: ReadonlyMap<string, Adapter>): string | undefined {
  const used = state.groups.flatMap(({ group }) => group.chat?.adapter ?? []);
  const [only, ...others] = new Set([...adapters.values()].map(networkOf));
  return used.find((name) => adapters.has(name)) ?? (others.length === 0 ? only : undefined);
}

function doer(action: Action, capability: Capability): PlanStep['by'] {
  if (capability.level === 'native') return 'bot';
  return capability.level === 'assisted' && isAssistable(action, {}) ? 'admins' : 'people';
}

/** Makes what reconciles the communities of a kit. */
export function createReconciler(parts: ReadingParts): Reconciler {
  const { store, adapters, clock } = parts;

  const plan = async (community: string): Promise<readonly PlanStep[]> => {
    const blueprint = await keptBlueprint(store, community);
    if (blueprint === undefined) return [];
    const state = await readPlatformState(store, community);
    const handed = await readHanded(store, community);
    const adapter = homeOf(state, adapters);
    const steps: PlanStep[] = [];
    for (const difference of planOf(blueprint, state)) {
      const { action, destructive } = remedyOf(difference, { blueprint, state, adapter });
      const id = differenceId(difference);
      const asked = handed.get(id);
      const about = {
        id,
        difference,
        destructive,
        ...(asked === undefined ? {} : { handed: asked }),
      };
      if (action === undefined) {
        steps.push({ ...about, by: 'people' });
        continue;
      }
      const group = state.groups.find((one) => one.group.key === difference.group)?.group;
      const capability = await capabilityIn(parts, {
        action: action.kind,
        community,
        group,
        adapter: adapter ?? '',
        now: clock.now(),
      });
      // What an admin is asked for, the bot has tried and was refused, whatever it should be able to.
      const by = asked?.state === 'waiting' ? 'admins' : doer(action, capability);
      steps.push({ ...about, action, capability, by });
    }
    return steps;
  };

  return {
    read: (community) => readAfresh(community, parts),
    plan,
    async apply(community, wanted) {
      const steps = (await plan(community)).filter(
        ({ id, action, handed }) =>
          action !== undefined && handed?.state !== 'waiting' && wanted.includes(id),
      );
      const asked = steps.map(({ id, action }) => ({ id, action }));
      if (asked.length === 0) return [];
      const id = `apply: ${randomUUID()}`;
      await parts.post('core', { community, step: 'reconcile', data: asked, id });
      return steps.map((step) => step.id);
    },
    async madeChats(community) {
      const blueprint = await keptBlueprint(store, community);
      const made: MadeChat[] = [];
      for (const { key, chat } of blueprint?.groups ?? []) {
        if (chat !== undefined) continue;
        const kept = await store.get(collections.groups, recordKey(community, key));
        const known = (kept?.value as Group | undefined)?.chat;
        if (known !== undefined) made.push({ group: key, chat: known });
      }
      return made;
    },
  };
}
