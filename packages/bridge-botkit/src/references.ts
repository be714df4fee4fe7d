import type { AdapterLink, AdapterSession, ChatRef } from '@kapwa/core';
import { z } from 'zod';
import type { Activity } from './activity.js';
import { conversationId } from './chat-of.js';

const party = z.object({ id: z.string() });

const referenceSchema = z.object({
  channelId: z.string(),
  conversation: z.looseObject({ id: z.string() }),
  serviceUrl: z.string().optional(),
  bot: party.optional(),
  /** With whom; nobody where it is a group. */
  user: party.optional(),
});

/** How a conversation is found again: what the Bot Framework calls a conversation reference. */
export type Reference = z.output<typeof referenceSchema>;

/** What an adapter adds to a conversation for the one message that came: answers would go there. */
const ofOneMessage = ['thread', 'threadKey', 'thread_ts', 'parentId'];

function partyOf(account: Activity['from']): Reference['bot'] {
  return account?.id === undefined ? undefined : { id: account.id };
}

/** How to write to a chat later, out of what came from it. Holds no names, and no words. */
export function referenceOf(activity: Activity, chat: ChatRef): Reference | undefined {
  const { channelId, conversation = {}, serviceUrl, from, recipient } = activity;
  const id = conversationId(activity);
  if (id === undefined || channelId === undefined) return undefined;
  const lasting = Object.entries(conversation).filter(
    ([key, value]) => !ofOneMessage.includes(key) && /^(?:string|boolean)$/.test(typeof value),
  );
  const bot = partyOf(recipient);
  const user = chat.direct ? partyOf(from) : undefined;
  return {
    channelId,
    conversation: { ...Object.fromEntries(lasting), id },
    ...(serviceUrl === undefined ? {} : { serviceUrl }),
    ...(bot === undefined ? {} : { bot }),
    ...(user === undefined ? {} : { user }),
  };
}

/** The references of an adapter, kept in the kit's store. */
export interface References {
  /** The change of the store that keeps one; undefined where it is kept already. */
  change(chat: ChatRef, reference: Reference): Promise<ReadonlyMap<string, Uint8Array> | undefined>;
  find(chat: Pick<ChatRef, 'id' | 'direct'>): Promise<Reference | undefined>;
  readonly space: AdapterSession;
}

/** The key has the account's id in it, so that erasing a person finds it. */
const keyOf = ({ id, direct }: Pick<ChatRef, 'id' | 'direct'>): string =>
  `${direct ? 'direct' : 'group'}:${id}`;

const words = (bytes: Uint8Array | undefined): string | undefined =>
  bytes === undefined ? undefined : new TextDecoder().decode(bytes);

/** Opens the references of an adapter. */
export function openReferences(
  adapter: string,
  { session }: Pick<AdapterLink, 'session'>,
): References {
  const space = session(`${adapter}:references`);
  const read = async (key: string): Promise<string | undefined> =>
    words((await space.get([key])).get(key));
  return {
    space,
    async change(chat, reference) {
      const key = keyOf(chat);
      const text = JSON.stringify(reference);
      if ((await read(key)) === text) return undefined;
      return new Map([[key, new TextEncoder().encode(text)]]);
    },
    async find(chat) {
      const text = await read(keyOf(chat));
      return text === undefined ? undefined : referenceSchema.parse(JSON.parse(text));
    },
  };
}
