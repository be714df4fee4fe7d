import type { AdapterLink, PlatformEvent } from '@kapwa/core';
import { GrammyError } from 'grammy';
import { decode } from './decode.js';
import type { DecodeFacts } from './decode-facts.js';
import { failureForLog, movedTo } from './errors.js';
import { type GroupReader, readGroup } from './read-group.js';

/** Reads updates, looking up beforehand what decoding has to know. */
export interface UpdateReader {
  /**
   * What an update means. What cannot be read is kept for operators; rejects only where that cannot
   * be, and never for what is in it.
   */
  read(update: unknown): Promise<readonly PlatformEvent[]>;
  /** How a group the kit knows stands now; nothing where Telegram does not tell. */
  look(chat: string): Promise<readonly PlatformEvent[]>;
  readonly facts: DecodeFacts;
}

type Json = Readonly<Record<string, unknown>>;

const asObject = (value: unknown): Json | undefined =>
  typeof value === 'object' && value !== null ? (value as Json) : undefined;

/** The chat and the people an update names, however it may look otherwise. */
function named(update: Json) {
  const [, part] = Object.entries(update).find(([key]) => key !== 'update_id') ?? [];
  const body = asObject(part) ?? {};
  const chat = asObject(body.chat);
  const joined = Array.isArray(body.new_chat_members) ? body.new_chat_members : [];
  const member = asObject(asObject(body.new_chat_member)?.user);
  return { body, chat, people: [body.from, body.user, member, ...joined] };
}

/** Keeps in mind what an update tells of the bot's own place, and of chats that move. */
function learn(update: Json, { memory }: GroupReader): void {
  const { body, chat, people } = named(update);
  for (const user of people) memory.meet(user);
  const id = Number(chat?.id);
  if (update.my_chat_member !== undefined) {
    const status = asObject(body.new_chat_member)?.status;
    memory.setAdmin(id, status === 'administrator' || status === 'creator');
  }
  const [to, from] = [Number(body.migrate_to_chat_id), Number(body.migrate_from_chat_id)];
  if (Number.isSafeInteger(to)) memory.move(id, to);
  if (Number.isSafeInteger(from)) memory.move(from, id);
}

/** A group that could not be read is looked at again no sooner, ms. */
const LOOK_AGAIN = 60_000;

/** Makes the reader of one connection. */
export function createReader(
  parts: GroupReader,
  facts: DecodeFacts,
  link: Pick<AdapterLink, 'log' | 'bury' | 'refuseTap'>,
): UpdateReader {
  const { log } = link;
  const { memory } = parts;
  /** When a group was looked at that could not be read. */
  const looked = new Map<number, number>();

  const look = async (chat: string): Promise<readonly PlatformEvent[]> => {
    try {
      return (await readGroup(memory.currentId(Number(chat)), parts)).events;
    } catch (error) {
      const to = movedTo(error);
      if (to !== undefined) {
        memory.move(Number(chat), to);
        return [
          {
            kind: 'chat.moved',
            id: `moved:${chat}:${to}`,
            at: parts.now(),
            adapter: parts.adapter,
            chat: { id: chat, direct: false },
            to: String(to),
          },
          ...(await look(chat)),
        ];
      }
      // Refused is an answer, too: the bot is not there.
      const isRefused = error instanceof GrammyError && [400, 403].includes(error.error_code);
      if (isRefused) memory.setAdmin(Number(chat), false);
      log.info('telegram: a group could not be looked at', { reason: failureForLog(error) });
      return [];
    }
  };

  /** A group of which nothing is known yet, or in which the bot may do more or less now. */
  const isNews = (update: Json): number | undefined => {
    const { body, chat } = named(update);
    const id = Number(chat?.id);
    if (!Number.isSafeInteger(id) || id >= 0 || body.migrate_to_chat_id !== undefined)
      return undefined;
    const status = asObject(body.new_chat_member)?.status;
    const isOwn = update.my_chat_member !== undefined;
    if (isOwn) return status === 'left' || status === 'kicked' ? undefined : id;
    const isTooSoon = parts.now() < (looked.get(id) ?? Number.NEGATIVE_INFINITY) + LOOK_AGAIN;
    if (memory.hasSeen(id) || isTooSoon) return undefined;
    looked.set(id, parts.now());
    return id;
  };

  return {
    facts,
    look,
    async read(raw) {
      const update = asObject(raw) ?? {};
      const group = isNews(update);
      learn(update, parts);
      const poll = asObject(update.poll_answer)?.poll_id;
      if (typeof poll === 'string') await memory.recallPoll(poll);
      const found = group === undefined ? [] : await look(memory.knownAs(group));
      // Its number is what goes into the community's file.
      if (found.length > 0) log.info(`telegram: the bot is in the group ${group}`);
      const { events, skipped, isBroken, isForged } = decode(raw, facts);
      if (isForged === true) link.refuseTap();
      if (isBroken === true) await link.bury(raw, skipped ?? '');
      else if (skipped !== undefined)
        log.debug('telegram: left out an update', { reason: skipped });
      // What was looked up is newer than the update, and says more.
      const own = update.my_chat_member !== undefined && found.length > 0;
      return own ? [...events, ...found] : [...found, ...events];
    },
  };
}
