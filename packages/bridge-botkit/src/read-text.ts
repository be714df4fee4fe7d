import type { AccountRef } from '@kapwa/core';
import type { Activity } from './activity.js';
import type { PlatformName } from './platforms.js';

/** What somebody wrote, with whom they mentioned in it. */
export interface ReadText {
  readonly text: string;
  /** Everybody, the bot too. */
  readonly mentions: readonly AccountRef[];
}

/** An account, with its name where it is one: some adapters give the id once more, or an address. */
export function accountOf(id: string, name?: string): AccountRef {
  const isName = name !== undefined && name.trim() !== '' && name !== id && !name.includes('@');
  return isName ? { id, name } : { id };
}

const SLACK_MARKS = /<(?<sign>[@#!]?)(?<target>[^<>|]*)(?:\|(?<label>[^<>]*))?>/g;
const SLACK_ESCAPES: Readonly<Record<string, string>> = { '&amp;': '&', '&lt;': '<', '&gt;': '>' };

/** Slack writes mentions and links between angle brackets, and escapes three characters. */
function slackText({ text }: Activity): ReadText {
  const mentions: AccountRef[] = [];
  const shown = text.replace(SLACK_MARKS, (...found) => {
    const { sign, target = '', label } = found.at(-1) as Readonly<Record<string, string>>;
    if (sign === '@') mentions.push(accountOf(target, label));
    if (sign === '')
      return label === undefined || label === target ? target : `${label} (${target})`;
    return `${sign === '!' ? '@' : sign}${label ?? target}`;
  });
  const plain = shown.replace(/&(?:amp|lt|gt);/g, (escaped) => SLACK_ESCAPES[escaped] ?? escaped);
  return { text: plain, mentions };
}

/** Teams writes whom it mentions between tags, and who that is into entities. */
function taggedText({ text, entities }: Activity): ReadText {
  return {
    text: text.replace(/<\/?at>/g, ''),
    mentions: entities.flatMap(({ mentioned: { id, name } }) =>
      id === undefined ? [] : [accountOf(id, name)],
    ),
  };
}

function list(value: unknown, key: string): readonly unknown[] {
  const found = (value as Readonly<Record<string, unknown>> | null | undefined)?.[key];
  return Array.isArray(found) ? found : [];
}

function webexMentions({ channelData }: Activity): readonly AccountRef[] {
  return list(channelData, 'mentionedPeople').flatMap((id) =>
    typeof id === 'string' && id !== '' ? [{ id }] : [],
  );
}

function hangoutsMentions({ channelData }: Activity): readonly AccountRef[] {
  return list(channelData.message, 'annotations').flatMap((annotation) => {
    const { user } = (annotation as { userMention?: { user?: unknown } } | null)?.userMention ?? {};
    const { name, displayName } = (user ?? {}) as Readonly<Record<string, unknown>>;
    if (typeof name !== 'string' || name === '') return [];
    return [accountOf(name, typeof displayName === 'string' ? displayName : undefined)];
  });
}

/** The words of a message as people see them, and whom they mention, as its platform tells. Pure. */
export function readText(activity: Activity, platform: PlatformName): ReadText {
  const { text } = activity;
  switch (platform) {
    case 'slack':
      return slackText(activity);
    case 'webex':
      return { text, mentions: webexMentions(activity) };
    case 'hangouts':
      return { text, mentions: hangoutsMentions(activity) };
    default:
      return taggedText(activity);
  }
}
