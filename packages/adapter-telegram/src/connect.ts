import {
  type AdapterLink,
  type Connection,
  KapwaError,
  type PlatformEvent,
  type StepGiven,
} from '@kapwa/core';
import { Api, GrammyError } from 'grammy';
import { createCallbackSigner } from './callback-data.js';
import { menusByHand, menusOf } from './command-menus.js';
import { within } from './deadline.js';
import { download } from './download.js';
import { failureForLog } from './errors.js';
import { allowedUpdates, limits } from './limits.js';
import { createMemory } from './memory.js';
import { secretsOf, type TelegramOptions } from './options.js';
import { perform } from './perform.js';
import { startPolling } from './polling.js';
import type { GroupReader } from './read-group.js';
import { readRole } from './read-role.js';
import { createReader, type UpdateReader } from './reader.js';
import { menuKeeper } from './show-commands.js';
import { startLink, USERNAME } from './start-link.js';
import { webhookPath, webhookRoute } from './webhook.js';

/** A connection, and how a host hands its updates to it. */
export interface TelegramConnection extends Connection {
  readonly reader: UpdateReader;
}

const PRIVACY =
  'telegram: privacy mode is on, so in groups where the bot is no admin it sees only commands, mentions and answers to it. Make it an admin there, or switch privacy mode off: BotFather, /setprivacy, then add the bot to the group again.';

/** The api of the bot; of a host, or one's own. */
export function apiOf(options: TelegramOptions): Api {
  if (options.mode === 'hosted') return options.api;
  const { token, apiRoot } = options;
  return new Api(token, { ...(apiRoot === undefined ? {} : { apiRoot }) });
}

/**
 * Shows the commands of the kit, or those written by hand in their place. In a host's bot the menu is
 * the host's, unless one is written by hand.
 */
function commandShower(
  api: Api,
  options: TelegramOptions,
  adapter: string,
  bot: number,
  link: AdapterLink,
): Pick<Connection, 'showCommands'> {
  const { commands, mode } = options;
  if (commands === undefined && mode === 'hosted') return {};
  const keep = menuKeeper(api, adapter, bot, link);
  return {
    showCommands: (menus) => keep(commands === undefined ? menusOf(menus) : menusByHand(commands)),
  };
}

/** How many groups are looked at side by side. */
const LOOKS = 5;

/** Looks at the groups the kit knows, so that it knows what the bot may do there. */
async function lookAround(reader: UpdateReader, link: AdapterLink): Promise<void> {
  const chats = (await link.chats()).filter((chat) => chat.startsWith('-'));
  for (let start = 0; start < chats.length; start += LOOKS) {
    const found = await Promise.all(chats.slice(start, start + LOOKS).map(reader.look));
    const events = found.flat();
    if (events.length > 0) await link.accept(events);
  }
}

/**
 * Answers taps, so that the button does not seem to wait for ever; tried once. In a host's bot only
 * those on buttons of the kit: the others are the host's to answer.
 */
function answerTaps(
  reader: UpdateReader,
  api: Api,
  { log }: AdapterLink,
  all: boolean,
): UpdateReader {
  return {
    ...reader,
    async read(update) {
      const events = await reader.read(update);
      const question = (update as { callback_query?: { id?: unknown } } | null)?.callback_query?.id;
      if (typeof question === 'string' && (all || events.length > 0)) {
        api.answerCallbackQuery(question, {}, within(limits.callTime)).catch((error: unknown) => {
          log.debug('telegram: a tap could not be answered', { reason: failureForLog(error) });
        });
      }
      return events;
    },
  };
}

interface Self {
  readonly id: number;
  readonly username: string;
}

function unreachable(error: unknown): KapwaError {
  const isWrong = error instanceof GrammyError && [401, 404].includes(error.error_code);
  return isWrong
    ? new KapwaError(
        'config.invalid',
        "telegram: Telegram does not know the bot's token. Take a new one from BotFather: /mybots, API Token.",
      )
    : new KapwaError(
        'adapter.failed',
        `telegram: Telegram cannot be reached (${failureForLog(error)}). Check the connection and start again.`,
      );
}

/** Who the bot is: its number stands in the token, its name Telegram has to tell. */
async function readSelf(api: Api, link: AdapterLink): Promise<Self> {
  const me = await api.getMe(within(limits.callTime)).catch((error: unknown) => {
    throw unreachable(error);
  });
  if (!me.can_read_all_group_messages) link.log.warn(PRIVACY);
  return { id: me.id, username: me.username };
}

type Changed = (state: 'connected' | 'disconnected' | 'stopped', reason?: string) => PlatformEvent;

/** Reports of the line coming up and going down, each with an id of its own. */
function changesOf(adapter: string, bot: Self, now: () => number): Changed {
  let count = 0;
  const opens = USERNAME.test(bot.username) ? { startLink: startLink(bot.username, 'hello') } : {};
  return (state, reason) => {
    count += 1;
    const id = `${bot.id}:${state}:${now()}:${count}`;
    const why = reason === undefined ? {} : { reason };
    const link = state === 'connected' ? opens : {};
    return { kind: 'transport.changed', id, at: now(), adapter, state, ...why, ...link };
  };
}

/** By which updates come in. */
type Door = Pick<Connection, 'routes' | 'close'>;

async function openDoor(
  options: TelegramOptions,
  api: Api,
  reader: UpdateReader,
  link: AdapterLink,
  changed: Changed,
): Promise<Door> {
  const close = (): void => undefined;
  if (options.mode === 'hosted') return { close };
  if (options.mode === 'webhook') {
    const secrets = secretsOf(options);
    if (options.url !== undefined) {
      const address = options.url.replace(/\/+$/, '') + webhookPath;
      const settings = { secret_token: secrets[0] ?? '', allowed_updates: allowedUpdates };
      await api.setWebhook(address, settings, within(limits.callTime));
    }
    return { routes: [webhookRoute(secrets, reader, link)], close };
  }
  // A webhook of an earlier time would keep all updates to itself.
  await api.deleteWebhook({}, within(limits.callTime));
  return { close: startPolling({ api, reader, link, changed }) };
}

function createUpdateReader(
  options: TelegramOptions,
  parts: GroupReader,
  bot: Self,
  link: AdapterLink,
): UpdateReader {
  const { api, adapter, memory, now } = parts;
  const { isAdmin, userNamed, knownAs, poll } = memory;
  const buttons = createCallbackSigner(api.token);
  const facts = { adapter, bot, buttons, now, isAdmin, userNamed, knownAs, poll };
  return answerTaps(createReader(parts, facts, link), api, link, options.mode !== 'hosted');
}

/** Opens the line to Telegram. Rejects where it cannot be reached or does not know the token. */
export async function connect(
  options: TelegramOptions,
  adapter: string,
  link: AdapterLink,
): Promise<TelegramConnection> {
  const api = apiOf(options);
  const memory = createMemory(adapter, link);
  const bot = await readSelf(api, link);
  const now = (): number => link.clock.now();
  const parts: GroupReader = { api, adapter, bot: bot.id, memory, now };
  const reader = createUpdateReader(options, parts, bot, link);
  const changed = changesOf(adapter, bot, now);
  const apiRoot = (api.options?.apiRoot ?? 'https://api.telegram.org').replace(/\/+$/, '');

  await lookAround(reader, link);
  await link.accept([changed('connected')]);
  return {
    reader,
    perform: (step, given: StepGiven = {}) => perform(step, given, parts),
    readRole: (chat, account) => readRole(chat, account, parts),
    download: (id) => download(id, api, apiRoot),
    ...commandShower(api, options, adapter, bot.id, link),
    ...(await openDoor(options, api, reader, link, changed)),
  };
}
