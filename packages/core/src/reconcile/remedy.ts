import type { Action } from '../actions/action.js';
import type { Blueprint } from '../blueprint/blueprint.js';
import type { Difference } from './difference.js';
import type { PlatformState } from './platform-state.js';

/** What closes a difference. */
export interface Remedy {
  /** Absent where only people can do it. */
  readonly action?: Action;
  /** It takes something from somebody, or writes over what somebody chose: not without a yes. */
  readonly destructive: boolean;
}

const byHand: Remedy = { destructive: false };

function gently(action: Action): Remedy {
  return { action, destructive: false };
}

function onlyWithAYes(action: Action): Remedy {
  return { action, destructive: true };
}

/** The admins whom the blueprint names are asked into a new group, as far as they are known. */
function founders(group: string, blueprint: Blueprint, { people }: PlatformState): string[] {
  const keys = blueprint.groups.find(({ key }) => key === group)?.admins ?? [];
  return people.flatMap(({ id, key }) => (key !== undefined && keys.includes(key) ? [id] : []));
}

/**
 * What is to be done about a difference. `adapter` is where a missing group is made; without one it
 * is made by hand.
 */
export function remedyOf(
  difference: Difference,
  context: {
    readonly blueprint: Blueprint;
    readonly state: PlatformState;
    readonly adapter: string | undefined;
  },
): Remedy {
  const { group } = difference;
  switch (difference.kind) {
    case 'group.missing': {
      const { adapter, blueprint, state } = context;
      if (adapter === undefined) return byHand;
      const members = founders(group, blueprint, state);
      return gently({ kind: 'group.create', group, adapter, members });
    }
    case 'group.unlinked':
      return gently({ kind: 'group.link', group });
    case 'posting.differs':
      return gently({ kind: 'posting.set', group, posting: difference.should });
    case 'editing.differs':
      return gently({ kind: 'editing.set', group, editing: difference.should });
    case 'adding.differs':
      return gently({ kind: 'adding.set', group, adding: difference.should });
    case 'approval.differs':
      return gently({ kind: 'approval.set', group, approval: difference.should });
    case 'disappearing.differs': {
      const action = { kind: 'disappearing.set', group, after: difference.should } as const;
      return difference.should === 0 ? gently(action) : onlyWithAYes(action);
    }
    case 'name.differs':
      return onlyWithAYes({ kind: 'group.describe', group, name: difference.should });
    case 'description.differs':
      return difference.is.trim() === ''
        ? gently({ kind: 'group.describe', group, description: difference.should })
        : onlyWithAYes({ kind: 'group.describe', group, description: difference.should });
    case 'link.reset':
      return gently({ kind: 'invite.get', group });
    case 'admin.missing':
      return gently({ kind: 'member.promote', group, person: difference.id });
    case 'admin.extra':
      return onlyWithAYes({ kind: 'member.demote', group, person: difference.id });
    case 'group.untied':
    case 'group.unseen':
    case 'bot.absent':
    case 'bot.not-admin':
    case 'group.adopted':
    case 'admin.outside':
    case 'admin.unknown':
      return byHand;
  }
}
