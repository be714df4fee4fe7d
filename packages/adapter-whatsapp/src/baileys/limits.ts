import type { AttachmentLimits, PlatformLimit } from '@kapwa/core';

/**
 * The limits of WhatsApp on a linked device, and those this driver sets for itself.
 *
 * WhatsApp publishes few of them; each says where it comes from.
 */
export const limits = {
  /** The longest text that is sent in one message, in UTF-16 units; WhatsApp itself takes more. */
  text: 4096,
  /** The longest text taken in, in characters; WhatsApp cuts at 65,536. */
  receivedText: 65_536,
  /** The longest id or address taken in, in characters. */
  id: 512,
  /** The most mentions read in one message: more than any group has members. */
  mentions: 2_048,
  /** The most members read of one group; the announcement group of a community is the largest. */
  members: 10_000,
  /** The most contact cards read in one message. */
  cards: 100,
  /** How deep wrappers around a message may nest; WhatsApp's own stay below 4. */
  wrappers: 6,
  /** The longest name of a group and its longest description, in characters (WhatsApp's app). */
  groupName: 100,
  groupDescription: 2_048,
  /** The most options of a poll (WhatsApp's app). */
  pollOptions: 12,
  /** How long after sending a message can still be changed, ms (WhatsApp help centre: 15 minutes). */
  editTime: 15 * 60 * 1000,
  /** How long a message stays pinned, in seconds: the longest WhatsApp offers, 30 days. */
  pinned: 30 * 24 * 60 * 60,
  /** After how long messages may disappear, in seconds: a day, a week, 90 days, or never. */
  disappearing: [0, 86_400, 604_800, 7_776_000],
  /** How many people a new group begins with at most: this driver never adds in bulk. */
  firstMembers: 5,
} as const;

const told = 'told by third parties, not confirmed by WhatsApp: docs/whatsapp-baileys.md';

/** How large groups and communities may grow; raise them here when WhatsApp does. */
export const groupLimits: readonly PlatformLimit[] = [
  { what: 'members-per-group', most: 1024, since: '2026-11-22', source: told },
  { what: 'groups-per-community', most: 100, since: '2026-11-22', source: told },
];

const MB = 1024 * 1024;

/** What can be sent besides words; WhatsApp takes larger documents, which nobody can open on a small phone. */
export const attachments: AttachmentLimits = {
  image: { maxBytes: 16 * MB, mimeTypes: ['image/jpeg', 'image/png'], caption: 1024 },
  video: { maxBytes: 16 * MB, mimeTypes: ['video/mp4', 'video/3gpp'], caption: 1024 },
  audio: { maxBytes: 16 * MB },
  document: { maxBytes: 16 * MB, caption: 1024 },
  location: {},
  contact: {},
};
