import type { PlatformRole, WhoMay } from '@kapwa/core';
import type { WorldChat, WorldMessage, WorldState } from './world-state.js';

interface Happened<Kind extends string> {
  readonly kind: Kind;
  /** ms UTC. */
  readonly at: number;
}

interface InGroup<Kind extends string> extends Happened<Kind> {
  readonly group: string;
  readonly member: string;
  /** The admin who did it; absent where people did it themselves. */
  readonly by?: string;
}

/** What changed in how a group is set up; only that is there. */
export interface SettingsChange {
  readonly title?: string;
  readonly description?: string;
  readonly posting?: WhoMay;
  readonly editing?: WhoMay;
  readonly adding?: WhoMay;
  readonly disappearing?: number;
  readonly approval?: boolean;
  readonly linked?: boolean;
  /** There is a new invite link. */
  readonly linkReset?: true;
}

/** Something that happened in the messenger, for those who watch it; ids are of accounts and groups. */
export type WorldChange =
  | (Happened<'wrote'> & { readonly message: WorldMessage })
  | (Happened<'edited'> & { readonly message: WorldMessage })
  | (Happened<'deleted'> & { readonly message: WorldMessage; readonly by: string })
  | (Happened<'reacted'> & {
      readonly message: WorldMessage;
      readonly from: string;
      readonly emoji: string;
    })
  | InGroup<'joined'>
  | InGroup<'left'>
  | (InGroup<'role'> & { readonly role: PlatformRole })
  | (InGroup<'muted'> & { readonly muted: boolean })
  | (Happened<'pinned'> & {
      readonly message: WorldMessage;
      readonly by: string;
      readonly pinned: boolean;
    })
  | (Happened<'voted'> & {
      readonly message: WorldMessage;
      readonly from: string;
      /** Places in the list of options, from 0. */
      readonly choices: readonly number[];
    })
  | InGroup<'requested'>
  | InGroup<'declined'>
  | InGroup<'withdrew'>
  | (Happened<'created'> & { readonly group: string; readonly by: string })
  | (Happened<'settings'> & {
      readonly group: string;
      readonly changed: SettingsChange;
      readonly by?: string;
    })
  | (Happened<'typing'> & { readonly chat: WorldChat; readonly account: string })
  | (Happened<'blocked'> & { readonly person: string; readonly blocked: boolean });

/** A change as the one who makes it knows it: the world adds when. */
type WorldDeed = WorldChange extends infer Change
  ? Change extends WorldChange
    ? Omit<Change, 'at'>
    : never
  : never;

/** What the acts of people need of the world they happen in. */
export interface Scenery {
  readonly state: WorldState;
  now(): number;
  tell(deed: WorldDeed): void;
}
