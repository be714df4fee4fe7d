import type { AnyPlugin, Context, KapwaEvent, MessageReceived, Outcome } from '@kapwa/core';
import { type LooseOptions, pluginThat } from '../plugin-that.js';

/** What is done when somebody writes a certain word. */
export type Deed = (context: Context<LooseOptions>, event: MessageReceived) => void | Promise<void>;

/** A plugin that does what a test says, and keeps what came of it. */
export interface Doer {
  readonly plugin: AnyPlugin;
  /** What the step `told` heard, oldest first. */
  readonly outcomes: readonly Outcome[];
  /** Events of kinds that are not messages, oldest first. */
  readonly events: readonly KapwaEvent[];
}

const watched = [
  'group.changed',
  'join.requested',
  'join.withdrawn',
  'poll.voted',
  'member.left',
] as const;

/** Makes the plugin: at a message that is one of the words, it does what stands behind the word. */
export function doer(deeds: Readonly<Record<string, Deed>>, name = 'doer'): Doer {
  const outcomes: Outcome[] = [];
  const events: KapwaEvent[] = [];
  const plugin = pluginThat(name, (scope) => {
    scope.on('message.received', {}, (context, event) => deeds[event.text]?.(context, event));
    for (const kind of watched) scope.on(kind, {}, (_, event) => void events.push(event));
    scope.settled('told', (context, outcome, data) => {
      outcomes.push(outcome);
      const next = typeof data === 'string' ? deeds[data] : undefined;
      return next?.(context, context.event as never);
    });
  });
  return { plugin, outcomes, events };
}

/** Wants to know what comes of an action. */
export const told = { onSettled: { step: 'told' } };
