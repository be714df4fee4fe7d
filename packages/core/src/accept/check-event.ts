import { didYouMean } from '../blueprint/did-you-mean.js';
import { KapwaError } from '../errors.js';
import type { PlatformEvent } from '../events/event.js';

/** A value that a host may have left out, or made of something else. */
interface Rule {
  readonly mustBe: string;
  isFine(value: unknown): boolean;
}

const isName = (value: unknown): boolean => typeof value === 'string' && value !== '';

const isNamed = (value: unknown): boolean => isName((value as { id?: unknown } | null)?.id);

const name: Rule = { mustBe: 'a text that is not empty', isFine: isName };
const words: Rule = {
  mustBe: 'a text; an empty one for media alone',
  isFine: (value) => typeof value === 'string',
};
const moment: Rule = { mustBe: 'a moment, ms UTC', isFine: Number.isFinite };
const list: Rule = { mustBe: 'a list, which may be empty', isFine: Array.isArray };
const account: Rule = { mustBe: 'an account: { id, name? }', isFine: isNamed };
const chat: Rule = {
  mustBe: 'a chat: { id, direct, title? }, with direct true or false',
  isFine: (value) => isNamed(value) && typeof (value as { direct?: unknown }).direct === 'boolean',
};

const always = { id: name, at: moment, adapter: name };
const inChat = { ...always, chat };
const ofMember = { ...inChat, member: account };
const ofMessage = { ...inChat, message: name };
const written = { ...ofMessage, from: account, text: words, mentions: list };

/** What has to be there for an event to be handled at all, kind by kind. */
const needed: Readonly<Record<PlatformEvent['kind'], Readonly<Record<string, Rule>>>> = {
  'message.received': written,
  'message.edited': written,
  'message.deleted': ofMessage,
  'member.joined': ofMember,
  'member.left': ofMember,
  'member.muted': ofMember,
  'role.changed': ofMember,
  'reaction.added': { ...ofMessage, from: account },
  'join.requested': ofMember,
  'join.withdrawn': ofMember,
  'poll.voted': { ...ofMessage, from: account, choices: list },
  'group.changed': inChat,
  'group.reported': inChat,
  'chat.moved': { ...inChat, to: name },
  'account.moved': { ...always, account, to: account },
  'delivery.reported': ofMessage,
  'transport.changed': always,
};

const rules: ReadonlyMap<unknown, readonly (readonly [field: string, rule: Rule])[]> = new Map(
  Object.entries(needed).map(([kind, fields]) => [kind, Object.entries(fields)]),
);

const kinds = [...rules.keys()] as readonly string[];

const SEE = 'docs/embedding.md shows how they look.';

function wrongKind(kind: unknown): string {
  if (typeof kind !== 'string') return `kit.receive takes events, which have a "kind": ${SEE}`;
  const meant = didYouMean(kind, kinds);
  const hint = meant === undefined ? `There are ${kinds.join(', ')}.` : `Did you mean "${meant}"?`;
  return `kit.receive takes no events of the kind "${kind.slice(0, 64)}". ${hint}`;
}

function wrongIn(event: Readonly<Record<string, unknown>>): string | undefined {
  const { kind, adapter } = event;
  const fields = rules.get(kind);
  if (fields === undefined) return wrongKind(kind);
  for (const [field, { mustBe, isFine }] of fields) {
    if (isFine(event[field])) continue;
    const whose = isName(adapter) ? ` of the adapter "${adapter}"` : '';
    return `kit.receive: in a "${kind}"${whose}, "${field}" has to be ${mustBe}: ${SEE}`;
  }
  return undefined;
}

/**
 * What is wrong with an event that a host hands over; undefined where it can be handled. Taken in
 * as it is, one of an unknown kind would be handled by nobody, and one without an id would pass for
 * a repetition of the one before.
 */
export function wrongInEvent(event: PlatformEvent): KapwaError | undefined {
  const given: unknown = event;
  const isObject = typeof given === 'object' && given !== null;
  const wrong = isObject
    ? wrongIn(given as Readonly<Record<string, unknown>>)
    : wrongKind(undefined);
  return wrong === undefined ? undefined : new KapwaError('event.invalid', wrong);
}
