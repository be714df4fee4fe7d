/** What happens in a community, one thing after the other. People and groups by number. */
export type CommunityStep =
  | {
      readonly do: 'join' | 'leave' | 'promote' | 'demote' | 'speak';
      readonly who: number;
      readonly group: number;
    }
  | { readonly do: 'posting'; readonly group: number; readonly by: 'everyone' | 'admins' }
  | { readonly do: 'give' | 'take'; readonly who: number; readonly role: number }
  /** Something earlier is reported again. */
  | { readonly do: 'repeat'; readonly back: number }
  | { readonly do: 'pause' | 'resume' | 'restart' | 'kill' };

export const people = ['zuri', 'femi', 'noor', 'tala'] as const;
export const groups = ['north-area', 'medical-supplies'] as const;
export const roles = ['checker', 'keeper'] as const;

/** How a community stands: what of it somebody could ask about. */
export interface Standing {
  /** `group/person`: the role the messenger gives them. */
  readonly members: Readonly<Record<string, string>>;
  /** Who may write, by the group; absent where nothing was told. */
  readonly posting: Readonly<Record<string, string>>;
  /** Named roles by person, those who have none left out. */
  readonly roles: Readonly<Record<string, readonly string[]>>;
}

/** The community as a page of notes would have it: no lanes, no store, no time. */
export interface Reference {
  /** Whether a step can happen now; what cannot is left out. */
  isPossible(step: CommunityStep): boolean;
  take(step: CommunityStep): void;
  standing(): Standing;
}

/** Makes a community in which nobody is known. */
export function createReference(): Reference {
  const members = new Map<string, string>();
  const posting = new Map<string, string>();
  const named = new Map<string, Set<string>>();
  let isPaused = false;
  const place = (who: number, group: number): string => `${groups[group]}/${people[who]}`;

  return {
    isPossible(step) {
      if (step.do === 'promote' || step.do === 'demote' || step.do === 'leave') {
        return members.has(place(step.who, step.group));
      }
      if (step.do !== 'give' && step.do !== 'take') return true;
      // By name those in a group are found. A paused bot answers nobody, and what several people did
      // meanwhile comes in no order afterwards.
      return !isPaused && groups.some((_, group) => members.has(place(step.who, group)));
    },
    take(step) {
      switch (step.do) {
        case 'join':
        case 'speak': {
          const at = place(step.who, step.group);
          members.set(at, members.get(at) ?? 'member');
          return;
        }
        case 'leave':
          members.delete(place(step.who, step.group));
          return;
        case 'promote':
        case 'demote':
          members.set(place(step.who, step.group), step.do === 'promote' ? 'admin' : 'member');
          return;
        case 'posting':
          posting.set(groups[step.group] ?? '', step.by);
          return;
        case 'give':
        case 'take': {
          const who = people[step.who] ?? '';
          const has = named.get(who) ?? new Set();
          if (step.do === 'give') has.add(roles[step.role] ?? '');
          else has.delete(roles[step.role] ?? '');
          named.set(who, has);
          return;
        }
        case 'pause':
        case 'resume':
          isPaused = step.do === 'pause';
          return;
        default:
          return;
      }
    },
    standing: () => ({
      members: Object.fromEntries([...members].sort()),
      posting: Object.fromEntries([...posting].sort()),
      roles: Object.fromEntries(
        [...named].flatMap(([who, has]) => (has.size === 0 ? [] : [[who, [...has].sort()]])).sort(),
      ),
    }),
  };
}
