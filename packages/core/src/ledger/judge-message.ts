import type { MessageDeleted, MessageEdited, MessageReceived } from '../events/event.js';
import type { Scene } from '../handle/scene.js';
import { goOn } from '../store/go-on.js';
import type { InboxEntry, LedgerEntry, MaybePromise, Store } from '../store/store.js';
import { ledgerChat } from './ledger-chat.js';

/** What becomes of an event about a message, by what is known of that message already. */
export interface Judged {
  /** The event to go on with; undefined where it is not to be handled at all. */
  readonly entry: InboxEntry | undefined;
  readonly ledger: readonly LedgerEntry[];
  /** The event is looked at again a little later. */
  readonly post?: readonly InboxEntry[];
}

/** How long an edit waits for the message it came before, ms. */
const HOLD = 30_000;

/** Nothing is kept of messages that were sent longer ago than this, ms. */
const KEPT = 7 * 86_400_000;

/** Marks what stands in the ledger for a message that has not come yet. */
const EARLY = 'early';

const HELD = '>early';

const ignored: Judged = { entry: undefined, ledger: [] };

function isHeld({ id }: InboxEntry): boolean {
  return id.endsWith(HELD);
}

function kindOf(event: MessageReceived | MessageEdited): string {
  return event.kind === 'message.received' ? (event.media?.[0]?.type ?? 'text') : 'text';
}

/** The text an edit gave a message before it came: taken from where it waits. */
async function editOf(
  event: MessageReceived,
  store: Pick<Store, 'waiting'>,
): Promise<MessageEdited | undefined> {
  const held = (await store.waiting()).filter(isHeld).map((entry) => entry.event);
  return held.findLast(
    (one): one is MessageEdited =>
      one.kind === 'message.edited' &&
      one.adapter === event.adapter &&
      one.chat.id === event.chat.id &&
      one.message === event.message,
  );
}

/** A message whose edit came first is taken as the edit left it; one that was deleted, not at all. */
async function lateMessage(
  entry: InboxEntry,
  known: LedgerEntry,
  fresh: LedgerEntry,
  store: Pick<Store, 'waiting'>,
): Promise<Judged> {
  const { event } = entry;
  if (known.fate === 'stands' || event.kind !== 'message.received')
    return { entry, ledger: [fresh] };
  const edit = known.kind === EARLY ? await editOf(event, store) : undefined;
  if (known.fate === 'gone' || edit === undefined) return ignored;
  const { text, mentions } = edit;
  const at = Math.max(known.at, fresh.at);
  return {
    entry: { ...entry, event: { ...event, text, mentions } },
    ledger: [{ ...fresh, at, fate: 'edited' }],
  };
}

/** An edit of a message nobody knows waits a little: the message may be on its way. */
function edited(
  known: LedgerEntry | undefined,
  entry: InboxEntry,
  fresh: LedgerEntry,
  now: number,
): Judged {
  const isEarly = known === undefined || known.kind === EARLY;
  if (isEarly && known?.fate !== 'gone' && !isHeld(entry)) {
    const held: InboxEntry = { ...entry, id: `${entry.id}${HELD}`, notBefore: now + HOLD };
    return { entry: undefined, ledger: [{ ...fresh, kind: EARLY, fate: 'edited' }], post: [held] };
  }
  if (known?.fate === 'gone') return ignored;
  // What was held may have been taken by its message meanwhile.
  if (isHeld(entry) && known !== undefined && !isEarly && known.at >= fresh.at) return ignored;
  const { kind } = known === undefined || isEarly ? fresh : known;
  return { entry, ledger: [{ ...fresh, kind, fate: 'edited' }] };
}

/**
 * Looks up what is known of the message an event is about, and what is to be known of it from now
 * on. Undefined, at once, for events that are about no message, and for a part that is tried again.
 */
export function judgeMessage(
  entry: InboxEntry,
  scene: Scene,
  store: Pick<Store, 'ledger' | 'waiting'>,
  now: number,
): MaybePromise<Judged> | undefined {
  const { event, only } = entry;
  if (
    only !== undefined ||
    (event.kind !== 'message.received' &&
      event.kind !== 'message.edited' &&
      event.kind !== 'message.deleted') ||
    event.at < now - KEPT
  ) {
    return undefined;
  }
  const { adapter, chat: where } = event;
  const here = scene.chat;
  const isHere = here?.id === where.id && here.adapter === adapter;
  const chat = isHere ? here.inLedger : ledgerChat(adapter, where.id);
  const known = store.ledger(chat, event.message);
  if (event.kind === 'message.deleted') return goOn(known, deleted, entry, event, chat);
  const author = scene.actor?.person.id ?? '';
  const { message, at } = event;
  const fresh: LedgerEntry = { chat, message, author, kind: kindOf(event), at, fate: 'stands' };
  return event.kind === 'message.edited'
    ? goOn(known, edited, entry, fresh, now)
    : goOn(known, received, entry, fresh, store);
}

function deleted(
  known: LedgerEntry | undefined,
  entry: InboxEntry,
  { message, at }: MessageDeleted,
  chat: string,
): Judged {
  const author = known?.author ?? entry.place.person ?? '';
  const kind = known?.kind ?? EARLY;
  return { entry, ledger: [{ chat, message, author, kind, at, fate: 'gone' }] };
}

function received(
  known: LedgerEntry | undefined,
  entry: InboxEntry,
  fresh: LedgerEntry,
  store: Pick<Store, 'waiting'>,
): MaybePromise<Judged> {
  if (known === undefined) return { entry, ledger: [fresh] };
  return lateMessage(entry, known, fresh, store);
}
