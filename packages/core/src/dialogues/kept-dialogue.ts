import type { Recipient } from '../actions/action.js';
import type { MessageReceived } from '../events/event.js';
import type { Values } from '../languages/message.js';
import type { CoreMessages } from '../messages.js';
import type { Collection, Records } from '../plugins/collection.js';
import type { AnyContext } from '../plugins/context.js';
import type { KeptFilter } from '../plugins/plugin.js';
import { isOn } from '../plugins/switches.js';
import type { Text } from '../text/text.js';
import type { AnyDialogueSpec } from './dialogue-spec.js';
import { type DialogueState, isLost, type Lost, readState } from './dialogue-state.js';

/** A dialogue that some plugin has declared, with whose it is. */
export interface KeptDialogue {
  readonly plugin: string;
  readonly name: string;
  readonly lane: 'person' | 'group';
  /** The posted step by which the dialogue is begun, woken and timed out. */
  readonly step: string;
  readonly spec: AnyDialogueSpec;
  readonly collection: Collection<unknown>;
  /** Chats in which something is open, as far as this process has seen: only for guessing. */
  readonly seenOpen: Set<string>;
}

/** What every dialogue of a kit has at hand. */
export interface DialogueParts {
  /** All that are declared now: the newest open one of a partner answers. */
  readonly all: Set<KeptDialogue>;
  /** What the kit itself says in a dialogue. */
  text(language: string, key: keyof CoreMessages, values?: Values): Text;
  words(key: keyof CoreMessages): readonly string[];
  /** Whether a message is written as somebody's command. */
  isCommand(event: MessageReceived): boolean;
}

/** One dialogue with one partner in one turn. */
export interface Visit {
  readonly kept: KeptDialogue;
  readonly parts: DialogueParts;
  readonly context: AnyContext;
  readonly to: Recipient;
}

/** The key of the one record a partner has in a dialogue. */
const KEY = 'open';

/** The record by which it is found whether anything is open. */
export function recordOf({ collection }: KeptDialogue): KeptFilter {
  return { collection, key: KEY };
}

function records(visit: Pick<Visit, 'kept' | 'context'>): Records<unknown> {
  return visit.context.records(visit.kept.collection);
}

/** How far the partner has come; undefined where nothing is open. */
export async function stateOf(
  visit: Pick<Visit, 'kept' | 'context'>,
): Promise<DialogueState | Lost | undefined> {
  return readState(visit.kept.spec, await records(visit).get(KEY));
}

/** A chat as one word: a direct one goes by the account of the person. */
export function chatKey(adapter: string, id: string): string {
  return `${adapter}:${id}`;
}

function chatsOf({ kept, context }: Pick<Visit, 'kept' | 'context'>): string[] {
  const { group, actor } = context;
  const chats = kept.lane === 'group' ? [group?.chat ?? []].flat() : (actor?.person.accounts ?? []);
  return chats.map(({ adapter, id }) => chatKey(adapter, id));
}

/** Remembers for guessing whether something is open in the chats of the partner. */
export function guess(visit: Pick<Visit, 'kept' | 'context'>, isOpen: boolean): void {
  const { seenOpen } = visit.kept;
  for (const chat of chatsOf(visit)) isOpen ? seenOpen.add(chat) : seenOpen.delete(chat);
}

/** Keeps how far the partner has come. */
export function save(visit: Visit, state: DialogueState): void {
  guess(visit, isWaiting(state));
  records(visit).set(KEY, state);
}

/** Forgets the partner's conversation. */
export function forget(visit: Visit): void {
  guess(visit, false);
  records(visit).remove(KEY);
}

/** One open dialogue of a partner. */
export interface OpenDialogue {
  readonly kept: KeptDialogue;
  readonly state: DialogueState | Lost;
}

/**
 * The open dialogues of the partner over all plugins that are on here, newest first.
 *
 * What other plugins staged in the same turn is not seen: their part may still be dropped.
 */
export async function openDialogues({ kept, parts, context }: Visit): Promise<OpenDialogue[]> {
  const here = [...parts.all].filter(
    ({ lane, plugin }) => lane === kept.lane && isOn(plugin, context.community, context.group),
  );
  const open: OpenDialogue[] = [];
  for (const one of here) {
    const state = await stateOf({ kept: one, context });
    if (state !== undefined) open.push({ kept: one, state });
  }
  return open.sort((one, other) => other.state.order - one.state.order);
}

/** Whether a conversation waits for an answer, rather than resting. */
export function isWaiting(state: DialogueState | Lost): boolean {
  return isLost(state) || state.mode !== 'resting';
}
