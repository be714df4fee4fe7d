import type { BotAdapterLike } from './bot-framework.js';

/** Where a bot of the Bot Framework speaks. */
export type PlatformName =
  | 'web'
  | 'slack'
  | 'facebook'
  | 'webex'
  | 'twilio-sms'
  | 'hangouts'
  | 'teams'
  | 'bot-framework';

/**
 * What can be done through an adapter. It stands here, and is never asked of the adapter: all of
 * them have `updateActivity` and `deleteActivity`, and most do nothing in them and say nothing.
 */
export interface Platform {
  readonly name: PlatformName;
  /** What people call it. */
  readonly label: string;
  /** The longest message, in UTF-16 units. */
  readonly maxText: number;
  readonly hasGroups: boolean;
  /** Changes what the bot wrote, and tells when that failed. */
  readonly edits: boolean;
  /** Takes messages away, and tells when that failed. */
  readonly deletes: boolean;
  /** Shows that the bot is writing. */
  readonly types: boolean;
  /** Answers every message that went out with its id; keeps silent about the others. */
  readonly givesIds: boolean;
}

const noMore = { edits: false, deletes: false, types: false, givesIds: true } as const;

/** Read in the sources of the adapters, 1.0.x, and in what the platforms say of their limits. */
export const platforms: Readonly<Record<PlatformName, Platform>> = {
  // Nobody limits it; so it is what fits on the other platforms.
  web: {
    ...noMore,
    name: 'web',
    label: 'the web chat',
    maxText: 4096,
    hasGroups: false,
    types: true,
    givesIds: false,
  },
  // https://api.slack.com/methods/chat.postMessage: best below 4,000 characters. The adapter keeps
  // errors of chat.update to itself, so nobody would know whether a message was changed.
  slack: {
    ...noMore,
    name: 'slack',
    label: 'Slack',
    maxText: 4000,
    hasGroups: true,
    deletes: true,
  },
  // https://developers.facebook.com/docs/messenger-platform/reference/send-api: 2,000 characters.
  facebook: {
    ...noMore,
    name: 'facebook',
    label: 'Messenger',
    maxText: 2000,
    hasGroups: false,
  },
  // https://developer.webex.com/docs/api/v1/messages: 7,439 bytes, at most 3 of them a UTF-16 unit.
  webex: {
    ...noMore,
    name: 'webex',
    label: 'Webex',
    maxText: 2479,
    hasGroups: true,
    deletes: true,
  },
  // https://www.twilio.com/docs/api/errors/21617: 1,600 characters.
  'twilio-sms': {
    ...noMore,
    name: 'twilio-sms',
    label: 'Twilio',
    maxText: 1600,
    hasGroups: false,
  },
  // https://developers.google.com/workspace/chat/api/reference/rest/v1/spaces.messages: 4,096.
  hangouts: {
    ...noMore,
    name: 'hangouts',
    label: 'Google Chat',
    maxText: 4096,
    hasGroups: true,
    edits: true,
    deletes: true,
  },
  // Messages may have about 28 kB there; nobody reads more than this at once.
  teams: {
    ...noMore,
    name: 'teams',
    label: 'Microsoft Teams',
    maxText: 4096,
    hasGroups: true,
    edits: true,
    deletes: true,
    types: true,
    givesIds: false,
  },
  // Any channel of the Bot Framework: nothing but what all of them have.
  'bot-framework': {
    ...noMore,
    name: 'bot-framework',
    label: 'this channel',
    maxText: 2000,
    hasGroups: true,
    givesIds: false,
  },
};

const byAdapterName: Readonly<Record<string, PlatformName>> = {
  'Web Adapter': 'web',
  'Slack Adapter': 'slack',
  'Facebook Adapter': 'facebook',
  'Webex Adapter': 'webex',
  'Twilio SMS Adapter': 'twilio-sms',
  'Google Hangouts Adapter': 'hangouts',
};

/** What an adapter speaks to, by the name it gives itself; the smallest of all where it is unknown. */
export function platformOf({ name }: Pick<BotAdapterLike, 'name'>): Platform {
  return platforms[byAdapterName[name ?? ''] ?? 'bot-framework'];
}
