import type { AccountRef, ChatRef, PlatformEvent } from '@kapwa/core';
import { type Activity, activitySchema, wordAt } from './activity.js';
import { chatOf } from './chat-of.js';
import type { Platform } from './platforms.js';
import { accountOf, readText } from './read-text.js';

/** What decoding needs to know besides the activity itself. */
export interface DecodeFacts {
  /** The name the adapter goes by in its kit. */
  readonly adapter: string;
  readonly platform: Platform;
  /** When it came, ms UTC: for what does not say when it happened. */
  readonly now: number;
  /** For what has no id: a new one, so that nothing is taken for a repetition. */
  readonly newId: string;
}

/** What all events of an activity share. */
interface Told {
  readonly activity: Activity;
  readonly chat: ChatRef;
  readonly id: string;
  readonly at: number;
}

/** The platform's id of what happened: most adapters hand it on, Facebook's leaves it where it was. */
function idOf({ id, channelData }: Activity, { newId }: DecodeFacts): string {
  return id ?? wordAt(channelData, 'mid') ?? newId;
}

function timeOf({ timestamp }: Activity, { now }: DecodeFacts): number {
  const at = timestamp === undefined ? Number.NaN : new Date(timestamp).getTime();
  // Clocks of servers differ a little; what comes from the future happens now.
  return Number.isFinite(at) && at > 0 ? Math.min(at, now) : now;
}

/** Slack tells of a message that mentions the bot in an event of its own, too: it is the message. */
function withMention(activity: Activity): Activity {
  const isMention = wordAt(activity.channelData, 'type') === 'app_mention';
  if (!isMention || activity.type !== 'event') return activity;
  return { ...activity, type: 'message', text: wordAt(activity.channelData, 'text') ?? '' };
}

/** What Botkit's middleware for Slack calls messages from which it has taken the bot's mention. */
const toTheBot: readonly (string | undefined)[] = ['direct_mention', 'mention'];

/** Adapters report what bots write, their own messages among it; some as if people had. */
function isByBot({ from, recipient, channelData }: Activity): boolean {
  const isOwn = from?.id !== undefined && from.id === recipient?.id;
  return isOwn || from?.role === 'bot' || wordAt(channelData, 'bot_id') !== undefined;
}

function authorOf({ from, channelData }: Activity): AccountRef | undefined {
  if (from?.id === undefined) return undefined;
  return accountOf(from.id, wordAt(channelData, 'user', 'displayName') ?? from.name);
}

function wrote({ activity, chat, id, at }: Told, facts: DecodeFacts): readonly PlatformEvent[] {
  const from = authorOf(activity);
  if (from === undefined || isByBot(activity)) return [];
  const { text, mentions } = readText(activity, facts.platform.name);
  const bot = activity.recipient?.id;
  const others = mentions.filter((mentioned) => mentioned.id !== bot);
  const common = {
    at,
    adapter: facts.adapter,
    chat,
    from,
    message: id,
    text,
    mentions: [...new Map(others.map((account) => [account.id, account])).values()],
  };
  if (activity.type === 'messageUpdate') {
    return [{ ...common, kind: 'message.edited', id: `${chat.id}:${id}:edited:${at}` }];
  }
  const { replyToId: replyTo, channelData } = activity;
  const mentionsBot =
    others.length < mentions.length || toTheBot.includes(wordAt(channelData, 'botkitEventType'));
  const received = {
    ...common,
    kind: 'message.received',
    id: `${chat.id}:${id}`,
    ...(mentionsBot ? { mentionsBot } : {}),
    ...(replyTo === undefined ? {} : { replyTo }),
  } as const;
  return [received];
}

function took({ chat, id, at }: Told, { adapter }: DecodeFacts): readonly PlatformEvent[] {
  const deleted = { kind: 'message.deleted', id: `${chat.id}:${id}:deleted`, message: id } as const;
  return [{ ...deleted, at, adapter, chat }];
}

interface Moves {
  readonly joined: readonly AccountRef[];
  readonly left: readonly AccountRef[];
}

/** How Slack and Webex word that somebody came or went: in events of their own. */
const ownWords: Readonly<Record<string, keyof Moves>> = {
  member_joined_channel: 'joined',
  member_left_channel: 'left',
  'memberships.created': 'joined',
  'memberships.deleted': 'left',
};

function movesOf(activity: Activity): Moves {
  const { channelData } = activity;
  const named = (list: Activity['membersAdded']): readonly AccountRef[] =>
    list.flatMap(({ id, name }) => (id === undefined ? [] : [accountOf(id, name)]));
  if (activity.type === 'conversationUpdate') {
    return { joined: named(activity.membersAdded), left: named(activity.membersRemoved) };
  }
  const word = wordAt(channelData, 'botkitEventType') ?? wordAt(channelData, 'type') ?? '';
  const way = Object.hasOwn(ownWords, word) ? ownWords[word] : undefined;
  const member = wordAt(channelData, 'user') ?? wordAt(channelData, 'data', 'personId');
  const none: Moves = { joined: [], left: [] };
  if (way === undefined || member === undefined) return none;
  const name = wordAt(channelData, 'data', 'personDisplayName');
  return { ...none, [way]: [accountOf(member, name)] };
}

function moved(
  { activity, chat, id, at }: Told,
  { adapter }: DecodeFacts,
): readonly PlatformEvent[] {
  if (chat.direct) return [];
  const bot = activity.recipient?.id;
  const { joined, left } = movesOf(activity);
  const told = (kind: 'member.joined' | 'member.left', member: AccountRef): PlatformEvent => {
    return { kind, id: `${chat.id}:${id}:${kind}:${member.id}`, at, adapter, chat, member };
  };
  return [
    ...joined.filter((member) => member.id !== bot).map((one) => told('member.joined', one)),
    ...left.filter((member) => member.id !== bot).map((one) => told('member.left', one)),
  ];
}

/** An activity of an adapter, read leniently; undefined for what is none. */
export function readActivity(activity: unknown): Activity | undefined {
  return activitySchema.safeParse(activity).data;
}

/** What an activity means in the kit's words; nothing for what the kit has no word for. Pure. */
export function decode(given: Activity, facts: DecodeFacts): readonly PlatformEvent[] {
  const activity = facts.platform.name === 'slack' ? withMention(given) : given;
  const chat = chatOf(activity, facts.platform);
  if (chat === undefined) return [];
  const told: Told = { activity, chat, id: idOf(activity, facts), at: timeOf(activity, facts) };
  switch (activity.type) {
    case 'message':
    case 'messageUpdate':
      return wrote(told, facts);
    case 'messageDelete':
      return took(told, facts);
    default:
      return moved(told, facts);
  }
}
