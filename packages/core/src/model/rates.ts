import type { ActionKind } from '../actions/action.js';

/** How often requests may be made of a platform. Platforms change this: so it has a source. */
export interface PlatformRate {
  /**
   * What is counted together: everything of the bot's account, or what goes to one chat, to one
   * group, to one person directly.
   */
  readonly scope: 'account' | 'chat' | 'group' | 'person';
  /** In any stretch of `per` ms there are no more requests than that. */
  readonly most: number;
  readonly per: number;
  /** Only requests for these kinds of action count; all unless given. */
  readonly actions?: readonly ActionKind[];
  /** Where it is written, best as an address. */
  readonly source: string;
}
