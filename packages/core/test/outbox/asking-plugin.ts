import {
  type Action,
  type ActionOptions,
  type AnyPlugin,
  type Kit,
  type Outcome,
  plain,
} from '@kapwa/core';
import { pluginThat } from '../plugin-that.js';

/** One message to ask for: where to, what, and how. */
export interface Ask {
  readonly to?: string;
  readonly say: string;
  readonly options?: ActionOptions;
  /** Asked for after these of the same turn, by what they say. */
  readonly after?: readonly string[];
}

function send(ask: Ask): Action {
  const to = { group: ask.to ?? 'north-area' };
  return { kind: 'message.send', to, text: plain(ask.say) };
}

/** A plugin that asks for `asks` at the first message it hears, and keeps what steps were told. */
export function askingFor(asks: readonly Ask[], told: unknown[] = []): AnyPlugin {
  let left: readonly Ask[] = asks;
  return pluginThat('asking', (scope) => {
    scope.on('message.received', {}, (context) => {
      const ids = new Map<string, string>();
      for (const ask of left) {
        const after = ask.after?.map((say) => ids.get(say) ?? say);
        const options = { ...ask.options, ...(after === undefined ? {} : { after }) };
        ids.set(ask.say, context.perform(send(ask), options));
      }
      left = [];
    });
    scope.settled('told', (context, outcome, data) => {
      told.push({ outcome, data, group: context.group?.key });
    });
  });
}

/** Keeps what became of actions, as `words: kind`. */
export function outcomesOf(kit: Kit): readonly string[] {
  const outcomes: string[] = [];
  kit.events.on('action.settled', ({ item, outcome }) => {
    outcomes.push(`${wordsOf(item.action)}: ${saidOf(outcome)}`);
  });
  return outcomes;
}

function wordsOf(action: Action): string {
  if (action.kind !== 'message.send') return action.kind;
  const [first] = action.text;
  return first?.kind === 'plain' ? first.text : '';
}

function saidOf(outcome: Outcome): string {
  return 'reason' in outcome ? `${outcome.kind} because ${outcome.reason}` : outcome.kind;
}
