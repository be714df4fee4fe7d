import type { EventEmitter } from 'eventemitter3';
import type { Claims } from './accept/claims.js';
import type { Adapter, Route } from './adapters/adapter.js';
import type { MediaAttachment } from './attachments/attachment.js';
import type { AttachmentOptions } from './attachments/kit-attachments.js';
import type { Opened } from './attachments/open-attachment.js';
import type { KitAudit } from './audit/kit-audit.js';
import type { Blueprint } from './blueprint/blueprint.js';
import type { Clock } from './clock.js';
import type { Health } from './embedding/health.js';
import type { IntakeLimits } from './embedding/intake-gate.js';
import type { KitCommunities } from './embedding/kit-communities.js';
import type { KitPlugins } from './embedding/kit-plugins.js';
import type { NodeListener } from './embedding/node-listener.js';
import type { PlatformEvent } from './events/event.js';
import type { KitEvents } from './kit-events.js';
import type { Logger } from './logger.js';
import type { KitPeople } from './people-data/kit-people-data.js';
import type { FloodLimits } from './plugins/flood.js';
import type { AnyPlugin } from './plugins/plugin.js';
import type { Reconciler } from './reconcile/reconciler.js';
import type { Store } from './store/store.js';

/** What a kit is made of. */
export interface KitOptions {
  readonly communities: readonly Blueprint[];
  readonly adapters?: readonly Adapter[];
  readonly plugins?: readonly AnyPlugin[];
  /** In memory unless given. */
  readonly store?: Store;
  /**
   * `web`: events are handled by workers only (see `createWorker`), and wait while none is there.
   * `all`, unless said otherwise: the kit handles them itself while no worker is there.
   */
  readonly role?: 'all' | 'web';
  readonly clock?: Clock;
  readonly log?: Logger;
  /** Rehearses only: every action settles as `rehearsed`, and none reaches a platform. */
  readonly dryRun?: boolean;
  /**
   * What ids and pseudonyms are keyed with; made at the first start unless given. `start` raises
   * `config.invalid` for another than the store was made with.
   */
  readonly secret?: string;
  /** How much may wait before the kit takes nothing more in, and what counts as a flood; see `intakeLimits`. */
  readonly intake?: Partial<IntakeLimits>;
  /** How much a plugin may ask for before it is cut off; see `floodLimits`. */
  readonly flood?: Partial<FloodLimits>;
  /** Which files are moved for people, how large, and where the program's own are. */
  readonly attachments?: AttachmentOptions;
  /** Only for tests. */
  readonly testing?: {
    /**
     * Runs every handler twice and compares what it asked for: one that does something else the
     * second time fails with `plugin.unrepeatable`. Doubles the work.
     */
    readonly runTwice?: boolean;
    /** Plugins that are run once all the same: they watch for the test, and so count what they see. */
    readonly once?: readonly string[];
  };
  /** Runs schedules; true unless said otherwise. Rehearsals switch it off. */
  readonly schedules?: boolean;
}

/** How far a received event has come. */
export interface Receipt {
  /**
   * Whether the kit will probably answer it: told at once, from what is in memory (command words,
   * open dialogues, pending questions), so that a host bot can go on with what is not the kit's.
   */
  readonly claimed: boolean;
  /** Resolves once the event is durable: false when it had been received before. */
  readonly accepted: Promise<boolean>;
  /** Resolves once it has been handled and what it asked for is committed. */
  readonly settled: Promise<void>;
  /**
   * Waits for `settled`, but no longer than `limit` ms, for hosts that must answer in their turn.
   * False when the time is up; the event is handled all the same.
   */
  within(limit: number): Promise<boolean>;
}

/** A running bot, or one that is about to be. */
export interface Kit {
  readonly events: EventEmitter<KitEvents>;
  /** Opens the store, sets up plugins and connects the adapters. */
  start(): Promise<void>;
  /** Takes nothing more in, finishes what is begun, leaves no handle open. Safe to call twice. */
  stop(): Promise<void>;
  /**
   * Takes an event in, for hosts that own the connection themselves. What is no event of a platform
   * is not taken in: `accepted` and `settled` reject with `event.invalid`, and the log says why.
   */
  receive(event: PlatformEvent): Receipt;
  /** Who guesses that an event will be the kit's. */
  readonly claims: Claims;
  /** Its adapters, by name. */
  readonly adapters: ReadonlyMap<string, Adapter>;
  /** Plugins may come and go while it runs. */
  readonly plugins: KitPlugins;
  /** Communities may come and go while it runs. */
  readonly communities: KitCommunities;
  /**
   * Stops a community at once: nothing more is handled or sent there, whatever waits already, and
   * nothing is lost. Resolves once that holds. Admins can do the same from their phones.
   */
  pause(community: string): Promise<void>;
  /** Lets a paused community go on: what waited is handled and sent now, unless it is too old. */
  resume(community: string): Promise<void>;
  isPaused(community: string): boolean;
  /** What was done to people and groups, and proof that nothing in it was changed. */
  readonly audit: KitAudit;
  /** What is kept of people: seeing it, and erasing it. */
  readonly people: KitPeople;
  /** How the platforms differ from the blueprints, and closing that. */
  readonly reconciler: Reconciler;
  /**
   * The bytes of an attachment, for the program around the kit: what somebody sent (see
   * `attachmentsOf`), or a file of its own. The answer says why where there are none. Handlers have
   * no way to it, as reading is an effect: they name the attachment in what they send.
   */
  openAttachment(attachment: MediaAttachment): Promise<Opened>;
  /** How it is: for `/healthz` and `/readyz` of whoever owns the port. */
  health(): Health;
  /** Its numbers in the Prometheus text format. */
  metrics(): Promise<string>;
  /** Resolves once everything taken in has been handled and everything due has gone out. */
  idle(): Promise<void>;
  /** The routes the connected adapters and the plugins need served; new ones may come. */
  routes(): readonly Route[];
  /** Serves those routes in any Web-standard server. 404 for other paths. */
  fetch(request: Request): Promise<Response>;
  /** Serves those routes in any Node server: `node:http`, Express, Fastify. */
  readonly handle: NodeListener;
}
