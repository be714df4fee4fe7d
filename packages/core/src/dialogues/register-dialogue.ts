import type { z } from 'zod';
import type { ClaimPredictor } from '../accept/claims.js';
import type { Outcome } from '../actions/outcome.js';
import { KapwaError } from '../errors.js';
import type { KapwaEvent, MessageReceived } from '../events/event.js';
import type { AnyContext } from '../plugins/context.js';
import type { Registered } from '../plugins/listener-index.js';
import type { Filters } from '../plugins/plugin.js';
import type { MaybePromise } from '../store/store.js';
import type { Dialogue, Partner } from './dialogue.js';
import type { AnyDialogueSpec } from './dialogue-spec.js';
import { hearing } from './hear-message.js';
import { chatKey, type DialogueParts, type KeptDialogue, recordOf } from './kept-dialogue.js';
import { checkInput, runPosted, runSettled } from './run-posted.js';
import { tapId } from './tap.js';

/** Where the pieces of a dialogue are registered; each call returns what undoes it. */
export interface DialoguePorts {
  readonly parts: DialogueParts;
  claim(predict: ClaimPredictor): () => void;
  listen(kind: 'message.received', listener: Registered): () => void;
  posted(step: string, run: (context: AnyContext, data: unknown) => MaybePromise<void>): () => void;
  settled(
    step: string,
    run: (context: AnyContext, outcome: Outcome, data: unknown) => MaybePromise<void>,
  ): () => void;
}

function check({ plugin, name, spec }: KeptDialogue, all: Iterable<KeptDialogue>): void {
  const wrong = (what: string): KapwaError =>
    new KapwaError('plugin.invalid', `${plugin}: the dialogue "${name}" ${what}.`);
  for (const other of all) {
    if (other.plugin === plugin && other.name === name) throw wrong('is declared twice');
  }
  const steps = Object.keys(spec.steps);
  if (steps.length === 0) throw wrong('has no steps');
  if (steps.includes('end')) throw wrong('has a step called "end", which is how a dialogue ends');
  for (const [step, { timeout, next }] of Object.entries(spec.steps)) {
    const leads = [
      next,
      typeof timeout?.otherwise === 'object' ? timeout.otherwise.next : undefined,
    ];
    for (const to of leads) {
      if (typeof to !== 'string' || to === 'end' || steps.includes(to)) continue;
      throw wrong(`goes from "${step}" to "${to}", which is no step of it`);
    }
    if (timeout?.remind !== undefined && timeout.remind >= timeout.after) {
      throw wrong(`reminds of "${step}" before it is asked; "remind" must be less than "after"`);
    }
  }
}

/** Guesses that a message answers a question that is open in its chat. */
function isClaimed({ lane, seenOpen }: KeptDialogue, event: KapwaEvent): boolean {
  if (event.kind !== 'message.received' || seenOpen.size === 0) return false;
  const { adapter, chat, from, mentionsBot, replyTo, choice } = event;
  if (lane === 'person') return chat.direct && seenOpen.has(chatKey(adapter, from.id));
  const addressed = mentionsBot === true || replyTo !== undefined || choice !== undefined;
  return !chat.direct && addressed && seenOpen.has(chatKey(adapter, chat.id));
}

/** What a plugin hands to `context.begin`. */
function tokenOf<Input>(kept: KeptDialogue): Dialogue<Input> {
  const { plugin, name, step, lane } = kept;
  return {
    plugin,
    name,
    step,
    optionId: (at, value) => tapId(kept, at, value),
    opening(input: Input, partner: Partner) {
      if (lane !== ('group' in partner ? 'group' : 'person')) {
        throw new KapwaError(
          'plugin.invalid',
          `${plugin}: the dialogue "${name}" is held with a ${lane}.`,
        );
      }
      const asked = 'group' in partner ? partner.asked : undefined;
      const checked = checkInput(kept, input);
      return { do: 'begin', input: checked, ...(asked === undefined ? {} : { asked }) };
    },
  };
}

/**
 * Registers a dialogue of a plugin: what listens to its answers, and the step in which it is begun
 * and timed out. Raises `plugin.invalid` for a dialogue that cannot work.
 */
export function registerDialogue<Schema extends z.ZodObject>(
  plugin: string,
  name: string,
  spec: AnyDialogueSpec,
  ports: DialoguePorts,
): { readonly dialogue: Dialogue<z.input<Schema>>; undo(): void } {
  const { parts } = ports;
  const lane = spec.lane ?? 'person';
  const step = `dialogue ${name}`;
  const collection = { name: `${plugin}.dialogue.${name}`, lane, parse: (value: unknown) => value };
  const seenOpen = new Set<string>();
  const kept: KeptDialogue = { plugin, name, lane, step, spec, collection, seenOpen };
  check(kept, parts.all);
  const heard = hearing(kept, parts);
  const listener = (
    phase: 'dialogue' | 'react',
    filters: Filters,
    run: Registered['run'],
  ): Registered => ({
    plugin,
    phase,
    filters: { phase, direct: lane === 'person', ...filters },
    run,
  });
  parts.all.add(kept);
  const undos = [
    () => void parts.all.delete(kept),
    ports.listen(
      'message.received',
      listener('dialogue', { kept: recordOf(kept) }, (context, event) =>
        heard.dialogue(context, event as MessageReceived),
      ),
    ),
    ports.listen(
      'message.received',
      listener('react', {}, (context, _, handled) => heard.react(context, handled)),
    ),
    ports.claim((event) => isClaimed(kept, event)),
    ports.posted(step, (context, data) => runPosted(context, data, kept, parts)),
    ports.settled(step, (context, outcome, data) =>
      runSettled(context, outcome, data, kept, parts),
    ),
  ];
  return {
    dialogue: tokenOf(kept),
    undo() {
      for (const undo of undos.reverse()) undo();
    },
  };
}
