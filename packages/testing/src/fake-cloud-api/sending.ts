import { type GraphError, graphError } from './graph-error.js';
import type { Posted } from './graph-server.js';
import type { FakeGroup } from './group.js';
import type { FakeFile, MediaStore } from './media-store.js';
import type { Notification } from './notification.js';
import { contactOf, type PhoneState, type ReceivedMessage } from './phone.js';
import type { SendRules } from './send-rules.js';
import type { FilledTemplateText } from './template-text.js';
import type { TemplateRegistry } from './templates.js';

/** What sending needs of the world around it. */
export interface SendingWorld {
  now(): number;
  newId(): string;
  tell(notification: Notification): void;
  /** By number or by user id. */
  find(id: string): PhoneState | undefined;
  /** Who wrote a message to the business directly. */
  writerOf(message: string): PhoneState | undefined;
  group(id: string): FakeGroup | undefined;
  readonly rules: SendRules;
  readonly statuses: boolean;
  readonly templates: Pick<TemplateRegistry, 'fill'>;
  readonly media: Pick<MediaStore, 'file'>;
}

/** How long WhatsApp shows that somebody is writing, ms (Meta, "Typing indicators"). */
const TYPING_TIME = 25_000;

type Taken = { readonly body: unknown } | { readonly error: GraphError };

interface Destination {
  readonly to: readonly PhoneState[];
  readonly group?: string;
  /** What the sender wrote as the address. */
  readonly input: string;
}

/** Digits only, as Meta reads a number however it was written. */
const digits = (number: string): string => number.replace(/\D/g, '');

/** What somebody reads of a message. */
function textOf(message: Posted): string {
  const { text, interactive, template, reaction } = message as {
    text?: { body: string };
    interactive?: { body: { text: string } };
    template?: { name: string };
    reaction?: { emoji: string };
  };
  const media = message[String(message.type)] as { caption?: string } | undefined;
  return (
    text?.body ??
    interactive?.body.text ??
    template?.name ??
    reaction?.emoji ??
    media?.caption ??
    ''
  );
}

/** What can be tapped below a message. */
function choicesOf(message: Posted): ReceivedMessage['choices'] {
  const { interactive } = message as {
    interactive?: {
      action: {
        buttons?: { reply: { id: string; title: string } }[];
        sections?: { rows: { id: string; title: string }[] }[];
      };
    };
  };
  if (interactive === undefined) return undefined;
  const { buttons = [], sections = [] } = interactive.action;
  return [...buttons.map(({ reply }) => reply), ...sections.flatMap(({ rows }) => rows)];
}

const fileTypes = new Set(['image', 'video', 'audio', 'document', 'sticker']);

/** The file a message names, as the phone gets it; an error for one that Meta does not have. */
function fileOf(message: Posted, { media }: SendingWorld): FakeFile | GraphError | undefined {
  const type = String(message.type);
  const named = message[type] as { id?: string; filename?: string } | undefined;
  if (!fileTypes.has(type) || named?.id === undefined) return undefined;
  const file = media.file(named.id);
  if (file === undefined) return graphError(131053, 'Media upload error');
  const isWrong = type !== 'document' && !file.mimeType.startsWith(`${type}/`);
  if (isWrong) return graphError(131053, 'Media upload error: the type of the file does not fit');
  const { mimeType, bytes } = file;
  return { mimeType, bytes, ...(named.filename !== undefined && { filename: named.filename }) };
}

/** What a phone shows besides words. */
function besidesOf(message: Posted, file: FakeFile | undefined): Partial<ReceivedMessage> {
  const shared = message.location ?? message.contacts;
  return { ...(file && { file }), ...(shared !== undefined && { shared }) };
}

function findDestination(message: Posted, world: SendingWorld): Destination | GraphError {
  const { to, recipient, recipient_type: type } = message as Readonly<Record<string, string>>;
  if (type === 'group') {
    const group = world.group(to ?? '');
    if (!group) return graphError(131020, 'The group does not exist');
    if (group.isSuspended) return graphError(131207, 'The group is suspended');
    const people = group.participants.map((number) => world.find(number));
    return { to: people.filter((one) => one !== undefined), group: group.id, input: group.id };
  }
  const input = recipient ?? to ?? '';
  const person = world.find(recipient ?? digits(input));
  return person ? { to: [person], input } : graphError(131026, 'Message undeliverable');
}

/** The way of a message from the Graph API to the phones. */
export function createSending(world: SendingWorld) {
  function report(message: string, state: PhoneState, status: string, group?: string): void {
    const item = {
      id: message,
      status,
      timestamp: String(Math.floor(world.now() / 1000)),
      recipient_id: group ?? (state.isHidden ? undefined : state.number),
      recipient_user_id: group ? undefined : state.userId,
      ...(group && { recipient_type: 'group' }),
    };
    world.tell({ field: 'messages', list: 'statuses', item, contact: contactOf(state) });
  }

  function deliver(
    message: Posted,
    id: string,
    { to, group }: Destination,
    file: FakeFile | undefined,
    filled?: FilledTemplateText,
  ): void {
    const { message_id: replyTo } = (message.context ?? {}) as { message_id?: string };
    const choices = filled === undefined ? choicesOf(message) : filled.replies;
    const received: ReceivedMessage = {
      id,
      at: world.now(),
      type: String(message.type ?? 'text'),
      text: filled?.words ?? textOf(message),
      ...(choices !== undefined && choices.length > 0 && { choices }),
      ...(filled !== undefined && filled.links.length > 0 && { links: filled.links }),
      ...besidesOf(message, file),
      ...(replyTo !== undefined && { replyTo }),
      ...(group !== undefined && { group }),
    };
    for (const state of to) {
      state.received.push(received);
      state.unread.add(id);
      state.typingUntil = 0;
    }
    const [first] = to;
    if (!world.statuses || !first) return;
    report(id, first, 'sent', group);
    report(id, first, 'delivered', group);
  }

  /** The business has read a message, and may be answering it. */
  function read({ message_id: id, typing_indicator: typing }: Posted): Taken {
    const writer = world.writerOf(String(id));
    if (writer === undefined) return { error: graphError(131009, 'Parameter value is not valid') };
    writer.readByBusiness.add(String(id));
    if (typing !== undefined) writer.typingUntil = world.now() + TYPING_TIME;
    return { body: { success: true } };
  }

  function take(message: Posted): Taken {
    if ('status' in message) return read(message);
    const destination = findDestination(message, world);
    if (!('to' in destination)) return { error: destination };
    const file = fileOf(message, world);
    if (file !== undefined && 'code' in file) return { error: file };
    const { to, group, input } = destination;
    const isTemplate = message.type === 'template';
    const filled = isTemplate ? world.templates.fill(message) : undefined;
    if (filled !== undefined && 'error' in filled) return filled;
    const heading = filled?.media === undefined ? undefined : world.media.file(filled.media);
    if (filled?.media !== undefined && heading === undefined) {
      return { error: graphError(131053, 'Media upload error') };
    }
    const error = world.rules.refuse(to, isTemplate, group !== undefined);
    if (error) return { error };
    const id = world.newId();
    deliver(message, id, destination, file ?? heading, filled);
    const contacts = group
      ? [{ input, wa_id: input }]
      : to.map(({ number, userId, isHidden }) => ({
          input,
          ...(!isHidden && { wa_id: number }),
          user_id: userId,
        }));
    const messages = [{ id, message_status: 'accepted' }];
    return { body: { messaging_product: 'whatsapp', contacts, messages } };
  }

  return { take, report };
}
