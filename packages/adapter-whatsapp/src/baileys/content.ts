import type { ContactCard, MapPlace, MediaRef } from '@kapwa/core';
import { limits } from './limits.js';
import { contentSchema, type WireCard, type WireContent, type WireMedia } from './wire.js';

/** What only wraps a message: that it disappears, is seen once, or has a caption. */
const wrappers = [
  'ephemeralMessage',
  'viewOnceMessage',
  'viewOnceMessageV2',
  'viewOnceMessageV2Extension',
  'documentWithCaptionMessage',
  'groupMentionedMessage',
  'editedMessage',
  'deviceSentMessage',
  'botInvokeMessage',
  'lottieStickerMessage',
] as const;

function insideOf(message: unknown): unknown {
  if (typeof message !== 'object' || message === null) return undefined;
  for (const wrapper of wrappers) {
    const held: unknown = Reflect.get(message, wrapper);
    if (typeof held === 'object' && held !== null) return Reflect.get(held, 'message');
  }
  return undefined;
}

/** What a message says, taken out of its wrappers; undefined where it says nothing readable. */
export function readContent(message: unknown): WireContent | undefined {
  let inner = message;
  for (let depth = 0; depth < limits.wrappers; depth += 1) {
    const next = insideOf(inner);
    if (next === undefined) break;
    inner = next;
  }
  return contentSchema.safeParse(inner).data;
}

function mediaIn(content: WireContent): readonly (readonly [MediaRef['type'], WireMedia])[] {
  const found = [
    ['image', content.imageMessage],
    ['video', content.videoMessage],
    ['video', content.ptvMessage],
    ['audio', content.audioMessage],
    ['document', content.documentMessage],
    ['sticker', content.stickerMessage],
  ] as const;
  return found.flatMap(([type, media]) => (media ? [[type, media] as const] : []));
}

function otherIn(content: WireContent) {
  return (
    content.contactMessage ??
    content.contactsArrayMessage ??
    content.locationMessage ??
    content.liveLocationMessage ??
    content.groupInviteMessage ??
    content.eventMessage ??
    content.albumMessage
  );
}

function pollIn(content: WireContent) {
  return (
    content.pollCreationMessage ?? content.pollCreationMessageV2 ?? content.pollCreationMessageV3
  );
}

function tapIn(content: WireContent) {
  return (
    content.buttonsResponseMessage ??
    content.listResponseMessage ??
    content.templateButtonReplyMessage
  );
}

/** What the writer said: the text, a caption, the question of a poll, the words of a button. */
export function textOf(content: WireContent): string {
  const tapped = tapIn(content);
  return (
    content.conversation ??
    content.extendedTextMessage?.text ??
    mediaIn(content).find(([, { caption }]) => caption)?.[1].caption ??
    pollIn(content)?.name ??
    tapped?.selectedDisplayText ??
    tapped?.title ??
    ''
  );
}

/** Media by reference: by the id of the message, the bytes are read while their keys are kept. */
export function mediaOf(content: WireContent, message: string): readonly MediaRef[] {
  const media = mediaIn(content).map(
    ([type, { mimetype, fileLength, fileName }]): MediaRef => ({
      type,
      id: message,
      ...(mimetype && { mimeType: mimetype }),
      ...(fileLength && { size: fileLength }),
      ...(fileName && { name: fileName }),
    }),
  );
  if (media.length > 0) return media;
  const isOwnKind = placeOf(content) !== undefined || cardsOf(content).length > 0;
  return !isOwnKind && (otherIn(content) || pollIn(content)) ? [{ type: 'other' }] : [];
}

/** The place that was sent. */
export function placeOf({ locationMessage: place }: WireContent): MapPlace | undefined {
  const { degreesLatitude: latitude, degreesLongitude: longitude, name, address } = place ?? {};
  if (latitude == null || longitude == null) return undefined;
  return { latitude, longitude, ...(name && { name }), ...(address && { address }) };
}

/** The numbers on a contact card. */
const PHONE_LINE = /^TEL[^:\r\n]{0,200}:([^\r\n]{1,40})/gim;
/** The most numbers read of one card. */
const MOST_PHONES = 10;

function cardOf({ displayName, vcard }: WireCard): ContactCard {
  const phones = [...(vcard ?? '').matchAll(PHONE_LINE)].map(([, phone = '']) => phone.trim());
  return { name: displayName ?? '', phones: phones.slice(0, MOST_PHONES) };
}

/** The contact cards that were sent. */
export function cardsOf(content: WireContent): readonly ContactCard[] {
  const { contactMessage: one, contactsArrayMessage: several } = content;
  return [...(one ? [one] : []), ...(several?.contacts ?? [])].map(cardOf);
}

/** What a message says about itself: whom it mentions, what it answers, how it was forwarded. */
export function contextOf(content: WireContent) {
  return (
    content.extendedTextMessage?.contextInfo ??
    mediaIn(content).find(([, { contextInfo }]) => contextInfo)?.[1].contextInfo ??
    pollIn(content)?.contextInfo ??
    tapIn(content)?.contextInfo ??
    otherIn(content)?.contextInfo ??
    undefined
  );
}

/** Whether a message says anything to people; keys and the like do not. */
export function isSaid(content: WireContent): boolean {
  return (
    content.conversation != null ||
    content.extendedTextMessage != null ||
    mediaIn(content).length > 0 ||
    Boolean(pollIn(content) ?? otherIn(content) ?? tapIn(content))
  );
}
