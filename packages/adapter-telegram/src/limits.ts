import type { AttachmentLimits, MenuLimits, PlatformLimit, PlatformRate } from '@kapwa/core';

const MB = 1024 * 1024;

/** What the Bot API takes; lengths in UTF-16 units, sizes in bytes, times in ms. */
export const limits = {
  text: 4096,
  caption: 1024,
  /** More marked stretches than that Telegram drops in silence. */
  entities: 100,
  pollQuestion: 300,
  pollOption: 100,
  pollOptions: 12,
  title: 128,
  description: 255,
  callbackData: 64,
  /** Files larger than this cannot be fetched by a bot. */
  download: 20 * MB,
  /** An update with a long message and its answer is well below 100 KB. */
  webhookBody: 1 * MB,
  webhookDepth: 64,
  /** How long one call may take; sending a file takes longer. */
  callTime: 30_000,
  /** How long Telegram holds a call for updates where there are none, seconds. */
  pollTime: 30,
} as const;

const SOURCE = 'https://core.telegram.org/bots/faq#my-bot-is-hitting-limits-how-do-i-avoid-this';

/** How large chats may grow. */
export const groupLimits: readonly PlatformLimit[] = [
  {
    what: 'members-per-group',
    most: 200_000,
    since: '2026-08-24',
    source: 'https://telegram.org/faq#q-what-39s-the-difference-between-groups-and-channels',
  },
];

/**
 * How often a bot may write. Telegram says "avoid more than one message a second in a chat, short
 * bursts are allowed", 20 a minute in a group, and about 30 a second in all; what it answers with
 * 429 is obeyed besides.
 */
export const rates: readonly PlatformRate[] = [
  { scope: 'account', most: 30, per: 1000, actions: ['message.send', 'poll.send'], source: SOURCE },
  { scope: 'group', most: 20, per: 60_000, actions: ['message.send', 'poll.send'], source: SOURCE },
  { scope: 'person', most: 5, per: 5000, actions: ['message.send', 'poll.send'], source: SOURCE },
];

/**
 * What the buttons below a message can hold. Only direct chats have them: in a group everybody
 * could tap what is meant for one.
 */
export const menuLimits: MenuLimits = {
  buttons: { most: 12, label: 60 },
  id: 40,
  groups: false,
};

/** What can be sent besides words; the Bot API takes 10 MB of pictures and 50 MB of all else. */
export const attachments = {
  image: {
    maxBytes: 10 * MB,
    mimeTypes: ['image/jpeg', 'image/png', 'image/webp'],
    caption: limits.caption,
  },
  video: { maxBytes: 50 * MB, mimeTypes: ['video/mp4'], caption: limits.caption },
  audio: {
    maxBytes: 50 * MB,
    mimeTypes: ['audio/mpeg', 'audio/mp4', 'audio/ogg'],
    caption: limits.caption,
  },
  document: { maxBytes: 50 * MB, caption: limits.caption },
  location: {},
  contact: {},
} as const satisfies AttachmentLimits;

/** Everything a bot of a community wants to be told; the last four come only when they are named. */
export const allowedUpdates = [
  'message',
  'edited_message',
  'channel_post',
  'edited_channel_post',
  'callback_query',
  'poll_answer',
  'my_chat_member',
  'chat_join_request',
  'chat_member',
  'message_reaction',
] as const;
