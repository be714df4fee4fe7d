import type { Action } from '../actions/action.js';
import type { Capability } from '../actions/capability.js';
import type { Adapter } from '../adapters/adapter.js';
import type { Clock } from '../clock.js';
import { keptBlueprint } from '../handle/apply-blueprint.js';
import { capabilityIn } from '../outbox/capability-in.js';
import type { PostToLane } from '../plugins/post-to-lane.js';
import type { Store } from '../store/store.js';
import { type Difference, differenceId } from './difference.js';
import { planOf } from './plan-of.js';
import { type PlatformState, readPlatformState } from './platform-state.js';
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
}

/** Compares the communities of a kit with their blueprints, and closes the differences. */
export interface Reconciler {
  /** How the platforms differ from the blueprint, as far as events have told. */
  plan(community: string): Promise<readonly PlanStep[]>;
  /**
   * Asks for the actions of these steps, each by its id; those that are done already are left out,
   * so that it can be asked again. Answers with the ids of what was asked for, once that is
   * durable; `action.settled` tells what came of each, with the step's id as its reason.
   */
  apply(community: string, steps: readonly string[]): Promise<readonly string[]>;
}

/** What reconciling needs. */
export interface ReconcilerParts {
  readonly store: Pick<Store, 'get' | 'list'>;
  readonly adapters: ReadonlyMap<string, Adapter>;
  readonly clock: Clock;
  post(plugin: string, work: PostToLane): Promise<boolean>;
}

/** Where a new group is made: where the others are, or on the only platform there is. */
function homeOf(state: PlatformState, adapters: ReadonlyMap<string, Adapter>): string | undefined {
  const used = state.groups.flatMap(({ group }) => group.chat?.adapter ?? []);
  const [only, ...others] = adapters.keys();
  return used.find((name) => adapters.has(name)) ?? (others.length === 0 ? only : undefined);
}

/** Makes what reconciles the communities of a kit. */
export function createReconciler(parts: ReconcilerParts): Reconciler {
  const { store, adapters, clock } = parts;

  const plan = async (community: string): Promise<readonly PlanStep[]> => {
    const blueprint = await keptBlueprint(store, community);
    if (blueprint === undefined) return [];
    const state = await readPlatformState(store, community);
    const adapter = homeOf(state, adapters);
    const steps: PlanStep[] = [];
    for (const difference of planOf(blueprint, state)) {
      const { action, destructive } = remedyOf(difference, { blueprint, state, adapter });
      const id = differenceId(difference);
      if (action === undefined) {
        steps.push({ id, difference, destructive });
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
      steps.push({ id, difference, destructive, action, capability });
    }
    return steps;
  };

  return {
    plan,
    async apply(community, wanted) {
      const steps = (await plan(community)).filter(
        ({ id, action }) => action !== undefined && wanted.includes(id),
      );
      const asked = steps.map(({ id, action }) => ({ id, action }));
      if (asked.length === 0) return [];
      const id = `apply@${clock.now()}: ${steps.map((step) => step.id).join(', ')}`;
      await parts.post('core', { community, step: 'reconcile', data: asked, id });
      return steps.map((step) => step.id);
    },
  };
}
