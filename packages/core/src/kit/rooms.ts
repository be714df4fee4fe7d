import type { EventEmitter } from 'eventemitter3';
import type { Intake } from '../accept/accept.js';
import type { Claims } from '../accept/claims.js';
import type { Receipts } from '../accept/receipts.js';
import type { Connections } from '../adapters/connections.js';
import type { Refusals } from '../adapters/refusals.js';
import type { KitAttachments } from '../attachments/kit-attachments.js';
import type { Blueprint } from '../blueprint/blueprint.js';
import type { Clock } from '../clock.js';
import type { DeadLetters } from '../commit/dead-letters.js';
import type { HealthWatch, KitState } from '../embedding/health.js';
import type { Idle } from '../embedding/idle.js';
import type { IntakeGate } from '../embedding/intake-gate.js';
import type { KitChanges } from '../embedding/kit-changes.js';
import type { KapwaEvent, PlatformEvent } from '../events/event.js';
import type { RetryOrder } from '../handle/retry-order.js';
import type { KitAssist } from '../house/assist/kit-assist.js';
import type { KitPause } from '../house/pause/kit-pause.js';
import type { KitReach } from '../house/reach/kit-reach.js';
import type { KitOptions, Receipt } from '../kit.js';
import type { KitEvents, Tell } from '../kit-events.js';
import type { Lanes } from '../lanes/lanes.js';
import type { Catalogue } from '../languages/catalogue.js';
import type { Logger } from '../logger.js';
import type { Counters } from '../metrics/counters.js';
import type { IdMaker } from '../model/keys.js';
import type { Outbox } from '../outbox/outbox.js';
import type { KitPeopleData } from '../people-data/kit-people-data.js';
import type { FloodGuard } from '../plugins/flood.js';
import type { PluginHost } from '../plugins/host.js';
import type { AnyPlugin } from '../plugins/plugin.js';
import type { TurnGate } from '../plugins/turn-gate.js';
import type { Scheduler } from '../schedules/scheduler.js';
import type { KitLease } from '../store/kit-lease.js';
import type { InboxEntry, Store } from '../store/store.js';
import type { Crew } from '../workers/crew.js';

/** What all rooms of a kit stand on: its options, clock, store, plugins, and what it keeps in mind. */
export interface Ground {
  readonly options: KitOptions;
  readonly clock: Clock;
  readonly log: Logger;
  readonly events: EventEmitter<KitEvents>;
  readonly tell: Tell;
  readonly catalogue: Catalogue;
  readonly claims: Claims;
  /** Its communities as they should be, by key. */
  readonly blueprints: Map<string, Blueprint>;
  /** Whose an event is that says nothing of a community. */
  defaultCommunity(): string;
  readonly store: Store;
  readonly lease: KitLease;
  readonly ids: IdMaker;
  /** Keys the ids; before that there are none. */
  keyWith(secret: string): void;
  readonly host: PluginHost;
  readonly gate: TurnGate;
  readonly order: RetryOrder;
  readonly flood: FloodGuard;
  readonly counters: Counters;
  readonly watch: HealthWatch;
  readonly receipts: Receipts;
}

/** How everything comes in: from the messengers, from the program around, and from the kit itself. */
export interface WayIn {
  readonly idle: Idle;
  readonly door: IntakeGate;
  readonly intake: Intake;
  readonly connections: Connections;
  readonly refusals: Refusals;
  /** Takes events of the kit itself in: they are let in however much waits. */
  accept(events: readonly KapwaEvent[]): Promise<readonly boolean[]>;
  acceptEntry(entry: InboxEntry): Promise<boolean>;
  /** Takes in an event of the kit itself, and tells how far it has come. */
  receive(event: KapwaEvent): Receipt;
  receiveFromOutside(event: PlatformEvent): Receipt;
}

/** How everything is handled: lane by lane in order, by the plugins, into one commit each. */
export interface Handling {
  readonly lanes: Lanes;
  /** Other processes that handle events for this kit; undefined where the store is its own. */
  readonly crew: Crew | undefined;
}

/** How everything goes out to the messengers; what becomes of it comes in again as an event. */
export interface WayOut {
  readonly attachments: KitAttachments;
  readonly outbox: Outbox;
}

/**
 * What the kit looks after beside handling: pauses, what admins are asked to do by hand, people who
 * cannot simply be written to, what is kept of people, and what could not be handled.
 */
export interface Housekeeping {
  readonly pausing: KitPause;
  readonly assisting: KitAssist;
  readonly reaching: KitReach;
  readonly people: KitPeopleData;
  readonly deadLetters: DeadLetters;
}

/** What follows when communities, plugins or options change: schedules, menus of commands, checks. */
export interface Upkeep {
  /** The plugin every kit has. */
  readonly house: AnyPlugin;
  readonly scheduler: Scheduler;
  readonly changes: KitChanges;
  /** Raises where records are to be kept in a way that their plugins do not allow. */
  checkKept(blueprint: Blueprint): void;
  /** Reads schedules and shows commands anew, of one community or of all. */
  refresh(community?: string): Promise<void>;
  /** A new group or changed options have other schedules. */
  reschedule(community: string): Promise<void>;
}

/** How a kit begins and ends: in which order its rooms are opened, and in which they are closed. */
export interface Life {
  readonly state: KitState;
  start(): Promise<void>;
  stop(): Promise<void>;
  /** Ends the kit by what no kit can go on after; where another took over nothing is even finished. */
  fail(error: unknown): void;
}

/**
 * The rooms of a kit. Each is made on its own and reaches the others by name, at the moment it needs
 * them: events come in, are handled and go out, and what goes out comes back in.
 */
export interface Rooms {
  readonly wayIn: WayIn;
  readonly handling: Handling;
  readonly wayOut: WayOut;
  readonly housekeeping: Housekeeping;
  readonly upkeep: Upkeep;
  readonly life: Life;
}
