import type { EventEmitter } from 'eventemitter3';
import type { Outcome } from './actions/outcome.js';
import { type KapwaError, messageOf } from './errors.js';
import type { KapwaEvent } from './events/event.js';
import type { Logger } from './logger.js';
import type { LimitNear } from './model/limits.js';
import type { Finding } from './plugins/context.js';
import type { OutboxItem } from './store/store.js';
import { withoutWords } from './without-words.js';

/** A finding with the plugin that made it. */
export interface PluginFinding extends Finding {
  readonly plugin: string;
}

/** What one event led to, after it was committed. */
export interface TurnReport {
  readonly event: KapwaEvent;
  readonly community: string;
  /** The key of the group it happened in. */
  readonly group?: string;
  /** The person who did it. */
  readonly person?: string;
  readonly findings: readonly PluginFinding[];
  /** What was asked for; none of it has gone out yet. */
  readonly actions: readonly OutboxItem[];
}

/** A plugin's part of an event that did not work. */
export interface PluginFailure {
  readonly plugin: string;
  readonly event: KapwaEvent;
  readonly error: Error;
  /** From 1. */
  readonly attempt: number;
  /** True when it will not be tried again: it is in the list of dead letters. */
  readonly dead: boolean;
}

/** What a kit tells those who watch it, by eventemitter3. Watching changes nothing. */
export interface KitEvents {
  'turn.finished': (report: TurnReport) => void;
  'action.settled': (report: { readonly item: OutboxItem; readonly outcome: Outcome }) => void;
  'plugin.failed': (failure: PluginFailure) => void;
  /**
   * The kit cannot go on: its store cannot write any more (`store.failed`), or another kit has taken
   * it over (`store.taken-over`). Told once; whoever runs the kit ends it.
   */
  'kit.failed': (error: KapwaError) => void;
  /** Something has grown to four fifths of what a platform allows. */
  'limit.near': (limit: LimitNear) => void;
}

type Report<Name extends keyof KitEvents> = Parameters<KitEvents[Name]>[0];

/**
 * Tells those who watch a kit of one event; makes the report, out of what is given for it, only
 * where somebody does. Never throws.
 */
export interface Tell {
  <Name extends keyof KitEvents>(name: Name, report: () => Report<Name>): void;
  <Name extends keyof KitEvents, Given>(
    name: Name,
    report: (given: Given) => Report<Name>,
    given: Given,
  ): void;
}

/** Makes what tells the watchers of a kit: one that fails is logged, and changes nothing. */
export function createTeller(events: EventEmitter<KitEvents>, log: Logger): Tell {
  return <Name extends keyof KitEvents>(
    name: Name,
    report: (given?: unknown) => Report<Name>,
    given?: unknown,
  ) => {
    if (events.listenerCount(name) === 0) return;
    let told: Parameters<KitEvents[Name]>[0] | undefined;
    try {
      told = report(given);
      events.emit(name, ...([told] as EventEmitter.EventArgs<KitEvents, Name>));
    } catch (error) {
      const said = withoutWords(messageOf(error), told, 1);
      log.error(`Somebody who watches "${name}" has failed: ${said}`);
    }
  };
}
