import type { EventEmitter } from 'eventemitter3';
import type { Adapter, Route } from './adapters/adapter.js';
import type { Blueprint } from './blueprint/blueprint.js';
import type { Clock } from './clock.js';
import type { PlatformEvent } from './events/event.js';
import type { KitEvents } from './kit-events.js';
import type { Logger } from './logger.js';
import type { AnyPlugin } from './plugins/plugin.js';
import type { Store } from './store/store.js';

/** What a kit is made of. */
export interface KitOptions {
  readonly communities: readonly Blueprint[];
  readonly adapters?: readonly Adapter[];
  readonly plugins?: readonly AnyPlugin[];
  /** In memory unless given. */
  readonly store?: Store;
  readonly clock?: Clock;
  readonly log?: Logger;
  /** Runs schedules; true unless said otherwise. Rehearsals switch it off. */
  readonly schedules?: boolean;
}

/** How far a received event has come. */
export interface Receipt {
  /** Resolves once the event is durable: false when it had been received before. */
  readonly accepted: Promise<boolean>;
  /** Resolves once it has been handled and what it asked for is committed. */
  readonly settled: Promise<void>;
}

/** A running bot, or one that is about to be. */
export interface Kit {
  readonly events: EventEmitter<KitEvents>;
  /** Opens the store, sets up plugins and connects the adapters. */
  start(): Promise<void>;
  /** Takes nothing more in, finishes what is begun, leaves no handle open. Safe to call twice. */
  stop(): Promise<void>;
  /** Takes an event in, for hosts that own the connection themselves. */
  receive(event: PlatformEvent): Receipt;
  /** Resolves once everything taken in has been handled and everything due has gone out. */
  idle(): Promise<void>;
  /** The routes the connected adapters need served. */
  routes(): readonly Route[];
  /** Serves those routes in any Web-standard server. 404 for other paths. */
  fetch(request: Request): Promise<Response>;
}
