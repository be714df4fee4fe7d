import type { FakeGroup } from './group.js';
import type { FakeFile, MediaStore } from './media-store.js';
import type { Notification, WireContact } from './notification.js';

/** A message on somebody's phone, as it came from the business. */
export interface ReceivedMessage {
  readonly id: string;
  /** ms UTC. */
  readonly at: number;
  readonly type: string;
  /** What is read: the text, the body of a menu, or the name of a template. */
  readonly text: string;
  readonly replyTo?: string;
  /** The buttons or rows that can be tapped. */
  readonly choices?: readonly { readonly id: string; readonly title: string }[];
  /** Where the buttons of a template lead that open an address. */
  readonly links?: readonly string[];
  /** A picture, document or the like. */
  readonly file?: FakeFile;
  /** A place on the map, or contact cards, in Meta's form. */
  readonly shared?: unknown;
  /** The id of the group it came in; absent in a direct chat. */
  readonly group?: string;
}

/** What else there is to say about a message that is written. */
export interface WriteOptions {
  /** Into this group rather than to the business directly. */
  readonly group?: FakeGroup;
  readonly replyTo?: string;
  readonly forwarded?: 'once' | 'many-times';
}

/** Somebody's phone. Every method that makes a message returns its id. */
export interface FakePhone {
  /** Digits only. */
  readonly number: string;
  /** The business-scoped id, always told. */
  readonly userId: string;
  readonly name: string;
  /** What came from the business, oldest first. */
  readonly received: readonly ReceivedMessage[];
  writes(text: string, options?: WriteOptions): string;
  /** Any other content in Meta's form, such as `{ type: 'image', image: { id: '1', caption: 'x' } }`. */
  sends(
    content: { readonly type: string; readonly [part: string]: unknown },
    options?: WriteOptions,
  ): string;
  /** A picture, document or the like, with its caption. */
  sendsFile(
    type: 'image' | 'video' | 'audio' | 'document' | 'sticker',
    file: FakeFile,
    caption?: string,
    options?: WriteOptions,
  ): string;
  /** Taps the button or row that shows this title, the one that came last. */
  taps(title: string): string;
  /** An empty emoji takes the reaction back. */
  reacts(message: string, emoji: string): string;
  edits(message: string, text: string): string;
  deletes(message: string): string;
  /** The ids of their messages that the business has marked as read, in that order. */
  readonly readByBusiness: readonly string[];
  /** Whether the business shows that it is writing: until its next message, or for 25 s. */
  readonly seesTyping: boolean;
  /** Opens the chat: everything received is reported as read. */
  reads(): void;
  /** From now on WhatsApp tells only the `userId`. */
  hidesNumber(): void;
  /**
   * Takes the account to another number: WhatsApp tells so, with a new `userId`. What is sent to the
   * old number arrives nowhere until somebody else opens a phone with it.
   */
  changesNumber(number: string): string;
}

/** What the fake keeps of a phone. */
export interface PhoneState {
  number: string;
  userId: string;
  readonly name: string;
  readonly received: ReceivedMessage[];
  readonly unread: Set<string>;
  /** Messages they wrote to the business directly. */
  readonly wrote: Set<string>;
  readonly readByBusiness: Set<string>;
  /** Until when the business shows that it is writing, ms UTC. */
  typingUntil: number;
  isHidden: boolean;
  /** When they last wrote to the business directly, ms UTC: opens the window of 24 hours. */
  lastWrote: number | undefined;
}

/** What a phone needs of the world around it. */
export interface PhoneWorld {
  now(): number;
  newId(): string;
  tell(notification: Notification): void;
  readonly media: Pick<MediaStore, 'put'>;
  report(message: string, state: PhoneState, status: string, group?: string): void;
  /** Puts an account under another number, with the id that belongs to it. */
  renumber(state: PhoneState, number: string): void;
}

/** How a webhook names this person: without the number once it is hidden. */
export function contactOf(state: PhoneState): WireContact {
  return {
    profile: { name: state.name },
    ...(!state.isHidden && { wa_id: state.number }),
    user_id: state.userId,
  };
}

function contextOf({ replyTo, forwarded }: WriteOptions): Readonly<Record<string, unknown>> {
  const context = {
    ...(replyTo !== undefined && { id: replyTo }),
    ...(forwarded === 'once' && { forwarded: true }),
    ...(forwarded === 'many-times' && { frequently_forwarded: true }),
  };
  return Object.keys(context).length > 0 ? { context } : {};
}

/** A phone in the hand of the person whose state this is. */
export function createPhone(state: PhoneState, world: PhoneWorld): FakePhone {
  const send: FakePhone['sends'] = (content, options = {}) => {
    const { group } = options;
    const id = world.newId();
    const item = {
      ...contextOf(options),
      ...(!state.isHidden && { from: state.number }),
      from_user_id: state.userId,
      ...(group && { group_id: group.id }),
      id,
      timestamp: String(Math.floor(world.now() / 1000)),
      ...content,
    };
    if (!group) {
      state.lastWrote = world.now();
      state.wrote.add(id);
    }
    world.tell({ field: 'messages', list: 'messages', item, contact: contactOf(state) });
    return id;
  };
  const textOf = (body: string) => ({ type: 'text', text: { body } });

  return {
    get number() {
      return state.number;
    },
    get userId() {
      return state.userId;
    },
    name: state.name,
    received: state.received,
    get readByBusiness() {
      return [...state.readByBusiness];
    },
    get seesTyping() {
      return world.now() < state.typingUntil;
    },
    sends: send,
    sendsFile(type, file, caption, options) {
      const { mimeType: mime_type, filename } = file;
      const named = type === 'document' && filename !== undefined ? { filename } : {};
      const said = caption === undefined ? {} : { caption };
      return send(
        { type, [type]: { id: world.media.put(file), mime_type, ...named, ...said } },
        options,
      );
    },
    writes: (text, options) => send(textOf(text), options),
    taps(title) {
      const message = state.received.findLast(({ choices = [] }) =>
        choices.some((choice) => choice.title === title),
      );
      const id = message?.choices?.find((choice) => choice.title === title)?.id ?? title;
      if (message?.type === 'template') {
        const options = { replyTo: message.id };
        return send({ type: 'button', button: { payload: id, text: title } }, options);
      }
      const reply = { type: 'button_reply', button_reply: { id, title } };
      return send({ type: 'interactive', interactive: reply });
    },
    reacts: (message_id, emoji) =>
      send({ type: 'reaction', reaction: { message_id, ...(emoji && { emoji }) } }),
    edits: (original_message_id, text) =>
      send({ type: 'edit', edit: { original_message_id, message: textOf(text) } }),
    deletes: (original_message_id) => send({ type: 'revoke', revoke: { original_message_id } }),
    reads() {
      for (const { id, group } of state.received) {
        if (state.unread.delete(id)) world.report(id, state, 'read', group);
      }
    },
    hidesNumber() {
      state.isHidden = true;
    },
    changesNumber(number) {
      const { number: before, userId, name, isHidden } = state;
      world.renumber(state, number);
      const id = world.newId();
      const changed = {
        body: `User ${name} changed ${isHidden ? 'their id' : `from ${before} to ${number}`}`,
        ...(!isHidden && { wa_id: number }),
        ...{ user_id: state.userId, previous_user_id: userId },
        type: isHidden ? 'user_changed_user_id' : 'user_changed_number',
      };
      const item = {
        ...(!isHidden && { from: before }),
        ...{ id, timestamp: String(Math.floor(world.now() / 1000)) },
        ...{ type: 'system', system: changed },
      };
      world.tell({ field: 'messages', list: 'messages', item });
      return id;
    },
  };
}
