import {
  type Attachment,
  type AttachmentLimit,
  type EncodeFacts,
  isMedia,
  KapwaError,
  type Menu,
  type ReadyAction,
  splitCaption,
  type WireStep,
  withNumberedMenu,
} from '@kapwa/core';
import type { CallbackSigner } from './callback-data.js';
import { type MarkedText, markText, markTexts, measure } from './format.js';
import { attachments, limits } from './limits.js';

type Send = Extract<ReadyAction, { kind: 'message.send' }>;
type Body = Readonly<Record<string, unknown>>;

/** Where an action goes: a chat by its number. */
export function chatId({ chat }: Pick<EncodeFacts, 'chat'>): number | string {
  const number = Number(chat.id);
  return Number.isSafeInteger(number) ? number : chat.id;
}

/** Addresses are not looked at beforehand: a picture of a page is nothing anybody asked for. */
const noPreview = { link_preview_options: { is_disabled: true } };

function textBody({ text, entities }: MarkedText): Body {
  return { text, ...(entities.length > 0 && { entities }), ...noPreview };
}

function captionBody({ text, entities }: MarkedText): Body {
  if (text === '') return {};
  return { caption: text, ...(entities.length > 0 && { caption_entities: entities }) };
}

/** An answer, also where what it answers is gone by now. */
function replyBody(replyTo: string | undefined): Body {
  const message_id = Number(replyTo);
  if (!Number.isSafeInteger(message_id)) return {};
  return { reply_parameters: { message_id, allow_sending_without_reply: true } };
}

/** The options as buttons, one in a row; undefined where an id is too long to come back. */
function keyboard({ options }: Menu, chat: string, buttons: CallbackSigner): Body | undefined {
  const rows = options.map(({ id, label }) => {
    const callback_data = buttons.write(chat, id);
    return callback_data === undefined ? undefined : [{ text: label, callback_data }];
  });
  return rows.includes(undefined) ? undefined : { reply_markup: { inline_keyboard: rows } };
}

const methods = {
  image: ['sendPhoto', 'photo'],
  video: ['sendVideo', 'video'],
  audio: ['sendAudio', 'audio'],
  document: ['sendDocument', 'document'],
} as const;

/** The name of the field that holds the file, by method. */
export const fileFields: Readonly<Record<string, string>> = Object.fromEntries(
  Object.values(methods),
);

function attachmentStep(attachment: Attachment, body: Body): WireStep {
  if (isMedia(attachment)) {
    return { op: methods[attachment.type][0], body, needs: 'file' };
  }
  if (attachment.type === 'contact') {
    const { name, phones } = attachment;
    return {
      op: 'sendContact',
      body: { ...body, phone_number: phones[0] ?? '', first_name: name },
    };
  }
  const { latitude, longitude, name, address } = attachment;
  const place = { ...body, latitude, longitude };
  if (name === undefined) return { op: 'sendLocation', body: place };
  return { op: 'sendVenue', body: { ...place, title: name, address: address ?? '' } };
}

function withAttachment(
  action: Send,
  attachment: Attachment,
  facts: EncodeFacts,
): readonly WireStep[] {
  const chat = { chat_id: chatId(facts) };
  const { caption: limit }: AttachmentLimit = attachments[attachment.type];
  const length = (text: Send['text']): number => measure(text, facts.accountOf);
  const sizes = { caption: limit, text: limits.text };
  const { caption, messages } = splitCaption(action.text, sizes, length);
  const marked = markText(caption ?? [], facts.accountOf);
  const own = attachmentStep(attachment, { ...chat, ...captionBody(marked) });
  const others = messages.map((piece): WireStep => {
    return { op: 'sendMessage', body: { ...chat, ...textBody(markText(piece, facts.accountOf)) } };
  });
  return limit === undefined ? [...others, own] : [own, ...others];
}

function withText(action: Send, facts: EncodeFacts, buttons: CallbackSigner): readonly WireStep[] {
  const { text, menu } = action;
  const chat = { chat_id: chatId(facts) };
  const isShown = menu !== undefined && facts.menu === 'buttons';
  const shown = isShown ? keyboard(menu, facts.chat.id, buttons) : undefined;
  const whole = menu === undefined || shown !== undefined ? text : withNumberedMenu(text, menu);
  const pieces = markTexts(whole, facts.accountOf);
  return pieces.map((piece, index) => ({
    op: 'sendMessage',
    body: { ...chat, ...textBody(piece), ...(index === pieces.length - 1 ? shown : {}) },
  }));
}

/** Who alone sees it; never left out, as it would stand there for everybody then. */
function onlyFor({ onlyFor: person }: Send, { chat, accountOf }: EncodeFacts): Body {
  if (person === undefined || chat.direct) return {};
  const receiver_user_id = Number(accountOf(person) ?? Number.NaN);
  if (Number.isSafeInteger(receiver_user_id))
    return { ephemeral_message_parameters: { receiver_user_id } };
  throw new KapwaError(
    'adapter.invalid',
    'telegram: this person has no account of their own on Telegram.',
  );
}

/** The calls a message takes: the first of them is the answer where one is meant. */
export function encodeSend(
  action: Send,
  facts: EncodeFacts,
  buttons: CallbackSigner,
): readonly WireStep[] {
  const { attachment } = action;
  const steps =
    attachment === undefined
      ? withText(action, facts, buttons)
      : withAttachment(action, attachment, facts);
  const reply = replyBody(action.replyTo);
  const one = onlyFor(action, facts);
  return steps.map((step, index) => ({
    ...step,
    body: { ...(step.body as Body), ...one, ...(index === 0 ? reply : {}) },
  }));
}
