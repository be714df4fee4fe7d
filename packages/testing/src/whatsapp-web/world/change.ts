import type { Account } from './account.js';
import type {
  GroupDescription,
  GroupSettings,
  GroupState,
  Rank,
  RequestMethod,
} from './group-state.js';

/** Something that happened in a group, as its members are told. */
export type Change =
  | { readonly kind: 'created' }
  | { readonly kind: 'joined'; readonly reason?: 'invite' | 'linked_group_join' }
  | {
      readonly kind: 'added';
      readonly who: readonly Account[];
      /** `invite` when they came by the link. */
      readonly reason?: 'invite' | 'linked_group_join';
    }
  | { readonly kind: 'removed'; readonly who: readonly Account[] }
  /** Somebody is there under another number: `by` is the account from before. */
  | { readonly kind: 'renumbered'; readonly who: readonly Account[] }
  | { readonly kind: 'promoted' | 'demoted'; readonly who: readonly Account[] }
  | { readonly kind: 'subject'; readonly subject: string }
  | { readonly kind: 'description'; readonly description: GroupDescription | undefined }
  | {
      readonly kind: 'setting';
      readonly name: keyof GroupSettings;
      readonly settings: GroupSettings;
    }
  | { readonly kind: 'invite'; readonly code: string }
  | {
      readonly kind: 'requested';
      readonly who: readonly Account[];
      readonly method: RequestMethod;
    }
  | { readonly kind: 'request-gone'; readonly who: readonly Account[] }
  | { readonly kind: 'linked' | 'unlinked'; readonly other: GroupState; readonly as: LinkType };

/** How the other group stands to the one that is told about it. */
type LinkType = 'parent_group' | 'sub_group';

/** A change with its place, its author and those who learn of it. */
export interface Happening {
  readonly group: GroupState;
  readonly by: Account;
  readonly change: Change;
  readonly audience: readonly Account[];
  /** The ranks at that moment, for those who were added. */
  readonly ranks: ReadonlyMap<Account, Rank>;
}
