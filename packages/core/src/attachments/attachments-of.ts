import type { MessageReceived } from '../events/event.js';
import type { Attachment, MediaAttachment } from './attachment.js';

/**
 * What somebody sent, in the form in which it can be sent again by `message.send`: the picture of
 * a story, say. What cannot be, such as a sticker, is not among it.
 *
 * @example
 * const [attachment] = attachmentsOf(event);
 * if (attachment !== undefined) context.say({ group: 'success-stories' }, 'story', {}, { attachment });
 */
export function attachmentsOf(
  event: Pick<MessageReceived, 'adapter' | 'via' | 'media' | 'location' | 'contacts'>,
): readonly Attachment[] {
  const { media = [], location, contacts = [] } = event;
  const adapter = event.via ?? event.adapter;
  const files = media.flatMap(({ type, id, name, mimeType }): MediaAttachment[] => {
    if (id === undefined || type === 'sticker' || type === 'other') return [];
    const told = { ...(name && { name }), ...(mimeType && { mimeType }) };
    return [{ type, from: { adapter, id }, ...told }];
  });
  const places: Attachment[] = location === undefined ? [] : [{ type: 'location', ...location }];
  return [...files, ...places, ...contacts.map((card) => ({ type: 'contact', ...card }) as const)];
}
