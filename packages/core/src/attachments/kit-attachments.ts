import type { Adapter, Connection } from '../adapters/adapter.js';
import type { MaybePromise } from '../store/store.js';
import type { AttachmentFile, MediaAttachment, MediaType } from './attachment.js';
import { type AttachmentLimit, attachmentLimits } from './limits.js';
import { type Opened, openAttachment } from './open-attachment.js';

/** What a kit moves for people. */
export interface AttachmentOptions {
  /** Files of the host program that may be attached by name; see `filesIn`. */
  readonly files?: (name: string) => MaybePromise<AttachmentFile | undefined>;
  /** By type; what is not named stays as in `attachmentLimits`. A platform's own hold besides. */
  readonly limits?: Readonly<Partial<Record<MediaType, AttachmentLimit>>>;
}

/** Opens attachments. */
export interface KitAttachments {
  /** For the host program itself. */
  open(attachment: MediaAttachment): Promise<Opened>;
  /** For a platform, whose limits hold, too. */
  openFor(adapter: Pick<Adapter, 'attachments'>, attachment: MediaAttachment): Promise<Opened>;
}

/** Makes what opens the attachments of one kit. */
export function createKitAttachments(
  options: AttachmentOptions,
  connection: (adapter: string) => Connection | undefined,
): KitAttachments {
  const sources = {
    file: (name: string) => options.files?.(name),
    download: (adapter: string, id: string) => connection(adapter)?.download?.(id),
  };
  const own = (type: MediaType): AttachmentLimit => ({
    ...attachmentLimits[type],
    ...options.limits?.[type],
  });
  return {
    open: (attachment) => openAttachment(attachment, [own(attachment.type)], sources),
    openFor: (adapter, attachment) => {
      const limits = [own(attachment.type), adapter.attachments?.[attachment.type] ?? {}];
      return openAttachment(attachment, limits, sources);
    },
  };
}
