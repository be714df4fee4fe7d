import {
  type Attachment,
  type AttachmentLimit,
  isMedia,
  splitCaption,
  type Text,
} from '@kapwa/core';
import { type Content, textContent } from './content.js';
import { formatText } from './format.js';
import { attachments, limits } from './limits.js';

function contentOf(attachment: Attachment, caption: string): Content {
  const { type } = attachment;
  if (isMedia(attachment)) return { type, [type]: caption === '' ? {} : { caption } };
  if (attachment.type === 'location') {
    const { latitude, longitude, name, address } = attachment;
    const words = { ...(name && { name }), ...(address && { address }) };
    return { type, location: { latitude, longitude, ...words } };
  }
  // Meta wants one part of the name besides the whole.
  const { name } = attachment;
  const phones = attachment.phones.map((phone) => ({ phone, type: 'CELL' }));
  const card = { name: { formatted_name: name, first_name: name }, ...(phones[0] && { phones }) };
  return { type: 'contacts', contacts: [card] };
}

/**
 * The messages an attachment takes with its words: what fits is its caption, the rest follows;
 * where it has no caption, the words come first.
 */
export function attachedContents(text: Text, attachment: Attachment): readonly Content[] {
  const { caption: limit }: AttachmentLimit = attachments[attachment.type];
  const measure = (piece: Text): number => formatText(piece).length;
  const words = splitCaption(text, { caption: limit, text: limits.text }, measure);
  const own = contentOf(attachment, words.caption === undefined ? '' : formatText(words.caption));
  const others = words.messages.map((piece) => textContent(formatText(piece)));
  return limit === undefined ? [...others, own] : [own, ...others];
}
