import { type Capability, native, unsupported } from '../actions/capability.js';
import type { Adapter } from '../adapters/adapter.js';
import type { AttachmentType } from './attachment.js';

/** As they are called in a sentence. */
const inWords: Readonly<Record<AttachmentType, string>> = {
  image: 'pictures',
  video: 'films',
  audio: 'sounds',
  document: 'documents',
  location: 'places on the map',
  contact: 'contact cards',
};

/** Whether a platform takes a type of attachment, by what its adapter says. */
export function attachmentCapability(
  { name, attachments }: Pick<Adapter, 'name' | 'attachments'>,
  type: AttachmentType,
): Capability {
  if (attachments?.[type] !== undefined) return native;
  return unsupported(`The bot cannot send ${inWords[type]} by ${name}.`);
}
