import type { GroupSetting } from '../model/standing.js';
import type { Action } from './action.js';

/** One setting of a group and what it is set to. */
export interface NamedSetting {
  readonly what: GroupSetting;
  readonly value: unknown;
}

/** What an action sets, where it calls that as reports of the group do; undefined for all others. */
export function namedSetting(action: Action): NamedSetting | undefined {
  switch (action.kind) {
    case 'posting.set':
      return { what: 'posting', value: action.posting };
    case 'editing.set':
      return { what: 'editing', value: action.editing };
    case 'adding.set':
      return { what: 'adding', value: action.adding };
    case 'approval.set':
      return { what: 'approval', value: action.approval };
    default:
      return undefined;
  }
}
