import type { AttachmentLimits, MenuLimits, PlatformLimit, PlatformRate } from '@kapwa/core';

/**
 * The limits of the Cloud API that this driver has to respect, and those it sets for itself.
 *
 * Platform limits are those of Meta's Cloud API reference for messages, v26.0.
 */
export const limits = {
  /** The longest body of one text message, in characters; counted here in UTF-16 units, the stricter way. */
  text: 4096,
  /** How long after somebody's last message the bot may write to them freely, in ms. */
  openWindow: 24 * 60 * 60 * 1000,
  /** The longest text above a menu, in characters. */
  menuBody: 1024,
  /** The largest webhook Meta sends, in bytes (3 MB). */
  webhookBody: 3 * 1024 * 1024,
  /**
   * How old what a webhook tells may be, in ms. Meta tries for a week, and repeated reports are
   * recognised for 8 days: what is older is a replay, or of no use to anybody any more.
   */
  webhookAge: 8 * 24 * 60 * 60 * 1000,
  /** How deep webhook JSON may nest. Meta's deepest stays below 15; more is hostile. */
  webhookDepth: 32,
  /** The longest text taken from a webhook, in characters. WhatsApp allows people far less. */
  receivedText: 65_536,
  /** The longest id taken from a webhook, in characters; message ids have about 60. */
  id: 512,
  /** The largest answer of the Graph API that is read, in bytes; real ones have a few hundred. */
  answerBody: 256 * 1024,
  /** How long the Graph API may take for one answer, in ms. */
  answerTime: 20_000,
  /** How long bytes may take to come or go, in ms: 16 MB on a slow line. */
  mediaTime: 120_000,
  /** The latest moment a webhook may tell of, in s since 1970: up to the year 2200 ms stay exact. */
  latest: 7_258_118_400,
  /** The longest file name taken from a webhook, in characters; Meta takes 240 from us. */
  fileName: 1024,
  /** The longest name and description of a group, in characters. */
  groupSubject: 128,
  groupDescription: 2048,
  /** How long a webhook may take to tell what became of a new group, in ms. */
  groupTime: 60_000,
  /** The longest caption, in characters. */
  caption: 1024,
} as const;

/** How large groups of the official API may grow, as Meta's reference for groups says. */
export const groupLimits: readonly PlatformLimit[] = [
  {
    what: 'members-per-group',
    most: 8,
    since: '2026-07-29',
    source: 'https://developers.facebook.com/docs/whatsapp/cloud-api/groups',
  },
];

const throughput = 'https://developers.facebook.com/docs/whatsapp/cloud-api/overview#throughput';

/**
 * How often a number may send, unless Meta has given it more: 80 messages a second (130429), and to
 * one person one in 6 seconds (131056). Meta lets the latter be borrowed, up to 45 at once, and
 * waited for afterwards; ten in a minute leave a long answer in one piece and stay far below that.
 */
export const sendRates: readonly PlatformRate[] = [
  { scope: 'account', most: 80, per: 1_000, source: throughput },
  {
    scope: 'person',
    most: 10,
    per: 60_000,
    source: 'https://developers.facebook.com/docs/whatsapp/cloud-api/overview#pair-rate-limits',
  },
];

/** What the menus of the Cloud API can hold; groups have none. */
export const menuLimits: MenuLimits = {
  buttons: { most: 3, label: 20 },
  list: { most: 10, label: 24, description: 72, button: 20 },
  id: 200,
  groups: false,
};

const MEGABYTE = 1024 * 1024;
const office = 'application/vnd.openxmlformats-officedocument';
const { caption } = limits;

/** What can be sent besides words, as Meta's reference for media says (v26.0). */
export const attachments = {
  image: { maxBytes: 5 * MEGABYTE, mimeTypes: ['image/jpeg', 'image/png'], caption },
  video: { maxBytes: 16 * MEGABYTE, mimeTypes: ['video/mp4', 'video/3gpp'], caption },
  audio: {
    maxBytes: 16 * MEGABYTE,
    mimeTypes: ['audio/aac', 'audio/amr', 'audio/mpeg', 'audio/mp4', 'audio/ogg'],
  },
  document: {
    maxBytes: 100 * MEGABYTE,
    mimeTypes: [
      'text/plain',
      'application/pdf',
      'application/msword',
      'application/vnd.ms-excel',
      'application/vnd.ms-powerpoint',
      `${office}.wordprocessingml.document`,
      `${office}.spreadsheetml.sheet`,
      `${office}.presentationml.presentation`,
    ],
    caption,
  },
  location: {},
  contact: {},
} as const satisfies AttachmentLimits;

/** Where Meta keeps media; a download goes nowhere else, whatever the Graph API says. */
export const mediaHost = 'lookaside.fbsbx.com';

/** The version of the Graph API that is called unless another is set; v26.0 is of 29 July 2026. */
export const defaultVersion = 'v26.0';

/** Where the Graph API is, unless another base address is set. */
export const defaultBaseUrl = 'https://graph.facebook.com';
