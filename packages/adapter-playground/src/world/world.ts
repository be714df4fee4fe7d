import { KapwaError } from '@kapwa/core';
import { type TurnableClock, turnableClock } from '../turnable-clock.js';
import type { Update } from '../wire.js';
import { fileOf } from './attaching.js';
import { BotLine } from './bot-line.js';
import { type Founding, founding, type NewGroup, putGroup } from './founding.js';
import { type Joining, joining } from './joining.js';
import { type Membership, membership } from './membership.js';
import { type Messaging, messaging } from './messaging.js';
import { type Phone, phoneIn } from './phone.js';
import { type Pins, pins } from './pins.js';
import { type Polls, polls } from './polls.js';
import { type Settings, settings } from './settings.js';
import { groupUpdate, standingOf, updatesOf } from './updates.js';
import type { Scenery, WorldChange } from './world-change.js';
import {
  groupIn,
  roleIn,
  type WorldFile,
  type WorldGroup,
  type WorldMessage,
  type WorldPerson,
  type WorldState,
} from './world-state.js';

/** Somebody to put into a world. */
export interface NewPerson {
  readonly id: string;
  /** What others see; the id unless given. */
  readonly name?: string;
  /** BCP 47: what their phone is set to. */
  readonly locale?: string;
}

/** What a world begins with. */
export interface WorldOptions {
  readonly people?: readonly NewPerson[];
  readonly groups?: readonly NewGroup[];
  /** `{ id: 'kapwa', name: 'Kapwa' }` unless given. */
  readonly bot?: NewPerson;
  readonly clock?: TurnableClock;
  /** Forbids the bot to write to people who never wrote to it, as most messengers do. */
  readonly mustWriteFirst?: boolean;
  /**
   * For how long after somebody's last message the bot may write to them freely, ms; otherwise only
   * by template, as on the official WhatsApp API. For ever unless given.
   */
  readonly window?: number;
  /** The link that opens the chat with the bot, which it tells its kit; none unless given. */
  readonly startLink?: string;
  /** Who, besides the bot, may link groups to the community of this messenger; nobody unless given. */
  readonly communityAdmins?: readonly string[];
}

/**
 * A messenger in memory, with people in front of their phones: what they and the bot do, what
 * everybody sees. It enforces rights as real messengers do and answers with refusals, not errors.
 *
 * A world forgets everything when it goes, the ids it gave too: use it with a store as short-lived.
 */
export interface World extends Messaging, Membership, Settings, Joining, Founding, Polls, Pins {
  readonly clock: TurnableClock;
  readonly bot: WorldPerson;
  readonly line: BotLine;
  /** Whether the bot may only write to people who have written to it. */
  readonly mustWriteFirst: boolean;
  readonly window: number | undefined;
  readonly startLink: string | undefined;
  addPerson(person: NewPerson): WorldPerson;
  addGroup(group: NewGroup): WorldGroup;
  people(): readonly WorldPerson[];
  person(id: string): WorldPerson | undefined;
  groups(): readonly WorldGroup[];
  group(id: string): WorldGroup | undefined;
  /** Every message there is, oldest first; those taken away too, without their words. */
  messages(): readonly WorldMessage[];
  /** A file that was sent, by the id its message gives; undefined once that is gone. */
  file(id: string): WorldFile | undefined;
  /** How a group stands, as the bot is told when it asks. */
  reportOn(group: string): Update;
  /** What one person sees. */
  phoneOf(person: string): Phone;
  /** Calls `watch` with everything that happens from now on. Returns what undoes it. */
  subscribe(watch: (change: WorldChange) => void): () => void;
}

function emptyState(options: WorldOptions): WorldState {
  const bot = newPerson(options.bot ?? { id: 'kapwa', name: 'Kapwa' });
  return {
    bot,
    people: new Map(),
    groups: new Map(),
    messages: new Map(),
    files: new Map(),
    stays: new Map(),
    asked: new Map(),
    read: new Map(),
    wroteToBot: new Map(),
    pinned: new Map(),
    communityAdmins: new Set([bot.id, ...(options.communityAdmins ?? [])]),
    mustWriteFirst: options.mustWriteFirst ?? false,
    ...(options.window === undefined ? {} : { window: options.window }),
    ...(options.startLink === undefined ? {} : { startLink: options.startLink }),
  };
}

function newPerson({ id, name, locale }: NewPerson): WorldPerson {
  return { id, name: name ?? id, ...(locale === undefined ? {} : { locale }), blocksBot: false };
}

function addPerson(state: WorldState, person: NewPerson): WorldPerson {
  if (state.people.has(person.id) || person.id === state.bot.id) {
    throw new KapwaError(
      'adapter.invalid',
      `playground: somebody is called "${person.id}" already. Give every person an id of their own.`,
    );
  }
  const added = newPerson(person);
  state.people.set(added.id, added);
  return added;
}

function addGroup({ state, now }: Scenery, line: BotLine, group: NewGroup): WorldGroup {
  const added = putGroup(state, group);
  const tellsBot = line.connected && roleIn(added, state.bot.id) !== undefined;
  if (tellsBot) line.offer(groupUpdate(state, added, now()));
  return added;
}

function readings({ state, now }: Scenery) {
  return {
    bot: state.bot,
    mustWriteFirst: state.mustWriteFirst,
    window: state.window,
    startLink: state.startLink,
    people: () => [...state.people.values()],
    person: (id: string) => (id === state.bot.id ? state.bot : state.people.get(id)),
    groups: () => [...state.groups.values()],
    group: (id: string) => state.groups.get(id),
    messages: () =>
      [...state.messages.values()].filter(({ until }) => until === undefined || until > now()),
    file: (id: string) => fileOf(state, id, now()),
    phoneOf: (person: string) => phoneIn(state, person, now()),
  };
}

/**
 * Makes a messenger in memory.
 *
 * @example
 * const world = createWorld({
 *   people: [{ id: 'ana', name: 'Ana' }],
 *   groups: [{ id: 'north', title: 'North Area', members: ['ana'] }],
 * });
 * world.write('ana', 'north', 'Good morning!');
 */
export function createWorld(options: WorldOptions = {}): World {
  const clock = options.clock ?? turnableClock();
  const state = emptyState(options);
  const watchers = new Set<(change: WorldChange) => void>();
  const line = new BotLine(clock, () =>
    [...state.groups.values()]
      .filter((group) => roleIn(group, state.bot.id) !== undefined)
      .flatMap((group) => standingOf(state, group, clock.now())),
  );
  const scenery: Scenery = {
    state,
    now: clock.now,
    tell(deed) {
      const change = { ...deed, at: clock.now() } as WorldChange;
      for (const watch of [...watchers]) watch(change);
      for (const update of updatesOf(state, change)) line.offer(update);
    },
  };
  const world: World = {
    ...messaging(scenery),
    ...membership(scenery),
    ...settings(scenery),
    ...joining(scenery),
    ...founding(scenery),
    ...polls(scenery),
    ...pins(scenery),
    ...readings(scenery),
    clock,
    line,
    addPerson: (person) => addPerson(state, person),
    addGroup: (group) => addGroup(scenery, line, group),
    reportOn: (id) => line.numbered(groupUpdate(state, groupIn(state, id), clock.now())),
    subscribe(watch) {
      watchers.add(watch);
      return () => void watchers.delete(watch);
    },
  };
  for (const person of options.people ?? []) world.addPerson(person);
  for (const group of options.groups ?? []) world.addGroup(group);
  return world;
}
