import { directChat, type WorldChat, type WorldGroup } from '@kapwa/adapter-playground';
import { whereIn } from '../chronicle/record.js';
import { type Colors, placeName } from '../chronicle/transcript.js';
import type { Stage } from '../stage/stage.js';
import type { StoryTeller } from './story.js';

/** Whose phone somebody at the terminal holds, and which chat is open on it. */
export interface Seat {
  readonly me: string;
  readonly place: WorldChat;
}

/** What a command works with. */
export interface Desk {
  readonly stage: Stage;
  readonly stories: StoryTeller;
  readonly colors: Colors;
  readonly columns: number;
  readonly seat: Seat;
}

/** What a command answers. */
export interface Reply {
  readonly lines?: readonly string[];
  /** Where one sits afterwards. */
  readonly seat?: Seat;
  readonly quits?: boolean;
}

/** A reply of some lines. */
export function say(...lines: readonly string[]): Reply {
  return { lines };
}

/** The groups somebody is in. */
export function groupsOf({ world }: Stage, account: string): readonly WorldGroup[] {
  return world.groups().filter(({ members }) => members.some((one) => one.account === account));
}

/** Where people talk: not the place for announcements, and not the admins' own room. */
function isForTalking({ blueprint }: Stage, group: WorldGroup): boolean {
  const kind = blueprint.groups.find(({ key }) => key === group.id)?.kind;
  return group.posting === 'everyone' && kind !== 'announcement' && kind !== 'admin';
}

/** Where somebody finds themselves: in the group asked for if they are in it, else where they can be. */
export function seatFor(stage: Stage, me: string, wanted?: WorldChat): Seat {
  const groups = groupsOf(stage, me);
  const keeps = wanted !== undefined && !wanted.direct && groups.some(({ id }) => id === wanted.id);
  if (keeps) return { me, place: wanted };
  const group = groups.find((one) => isForTalking(stage, one)) ?? groups[0];
  return { me, place: group === undefined ? directChat(me) : { id: group.id, direct: false } };
}

/** The group to come into first, by its key. */
export function groupToTry(stage: Stage): string {
  const groups = stage.world.groups();
  return (groups.find((one) => isForTalking(stage, one)) ?? groups[0])?.id ?? 'GROUP';
}

/** The name of a person here. */
export function nameOf({ world }: Stage, account: string): string {
  return world.person(account)?.name ?? account;
}

/** The name of the chat somebody has open, as they see it. */
export function openChat({ stage, seat }: Pick<Desk, 'stage' | 'seat'>): string {
  const { world } = stage;
  return seat.place.direct ? `${world.bot.name}, direct` : placeName(whereIn(world, seat.place));
}
