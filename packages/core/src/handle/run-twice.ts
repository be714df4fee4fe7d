import { isDeepStrictEqual } from 'node:util';
import { KapwaError } from '../errors.js';
import type { AnyContext } from '../plugins/context.js';
import type { Verdict } from '../plugins/plugin.js';
import type { MaybePromise } from '../store/store.js';
import type { Part } from './part.js';
import type { PluginTurn } from './turn.js';

/** Runs what a plugin does a second time and compares. Only for tests: it doubles the work. */
export interface Repeater {
  /** Begins a second turn beside the plugin's own. */
  begin(plugin: string, turn: PluginTurn, shadow: PluginTurn): void;
  /** Raises `plugin.unrepeatable` where the second run answers or asks for something else. */
  repeat(
    plugin: string,
    run: (context: AnyContext) => MaybePromise<Verdict>,
    verdict: Verdict,
  ): Promise<void>;
  /** Ends the second turns. */
  close(): void;
}

const compared = [
  'writes',
  'asked',
  'posts',
  'findings',
  'audit',
] as const satisfies readonly (keyof Part)[];

const names: Readonly<Record<(typeof compared)[number], string>> = {
  writes: 'records it changed',
  asked: 'actions it asked for',
  posts: 'work it left for other lanes',
  findings: 'findings it put on record',
  audit: 'entries it left for the audit',
};

function difference(first: Part, second: Part): string | undefined {
  const where = compared.find((what) => !isDeepStrictEqual(first[what], second[what]));
  if (where === undefined) return undefined;
  const [one, other] = [JSON.stringify(first[where]), JSON.stringify(second[where])];
  return `the ${names[where]} differ:\n  first:  ${one}\n  second: ${other}`;
}

function unrepeatable(plugin: string, what: string): KapwaError {
  return new KapwaError(
    'plugin.unrepeatable',
    `${plugin} did something else when it handled the same event again: ${what}\nTake time, random numbers and ids from the context, keep nothing in variables, and change nothing but by the context.`,
  );
}

/** Makes what runs the handlers of one event twice, all but those of the plugins in `once`. */
export function createRepeater(once: readonly string[]): Repeater {
  const turns = new Map<string, { readonly turn: PluginTurn; readonly shadow: PluginTurn }>();
  return {
    begin(plugin, turn, shadow) {
      if (!once.includes(plugin)) turns.set(plugin, { turn, shadow });
    },
    async repeat(plugin, run, verdict) {
      const both = turns.get(plugin);
      if (both === undefined) return;
      const second = await run(both.shadow.context);
      if (second !== verdict) {
        throw unrepeatable(plugin, `it answered "${verdict}" first and "${second}" then.`);
      }
      const what = difference(both.turn.part, both.shadow.part);
      if (what !== undefined) throw unrepeatable(plugin, what);
    },
    close() {
      for (const { shadow } of turns.values()) shadow.part.isClosed = true;
    },
  };
}
