import type { AttachmentLimits } from '@kapwa/core';

/**
 * The longest message, in UTF-16 units. WhatsApp and Telegram both take 4096, so what fits here
 * fits there.
 */
export const maxText = 4096;

/** The most options a poll may have; WhatsApp takes 12. */
export const maxOptions = 12;

/** The longest question or option of a poll, in UTF-16 units, as on Telegram and WhatsApp. */
export const maxQuestion = 255;

/** The longest caption, in UTF-16 units; WhatsApp and Telegram both take 1024. */
export const maxCaption = 1024;

/** The largest file, bytes. */
export const maxFile = 16 * 1024 * 1024;

const file = { maxBytes: maxFile, caption: maxCaption };

/** What can be sent here besides words. */
export const attachments = {
  image: { ...file, mimeTypes: ['image/jpeg', 'image/png', 'image/webp'] },
  video: { ...file, mimeTypes: ['video/mp4', 'video/3gpp'] },
  audio: { maxBytes: maxFile },
  document: file,
  location: {},
  contact: {},
} as const satisfies AttachmentLimits;
