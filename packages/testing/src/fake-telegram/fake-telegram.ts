import { type Clock, systemClock } from '@kapwa/core';
import { ApiError } from './api-error.js';
import { startApiServer, type TelegramCall } from './api-server.js';
import { createFaults, type TelegramFault } from './faults.js';
import { createGroup, type TelegramGroup } from './group.js';
import { type BotShelf, botMethods } from './methods/bot.js';
import type { Method } from './methods/call.js';
import { chats } from './methods/chats.js';
import { invites } from './methods/invites.js';
import { members } from './methods/members.js';
import { messages } from './methods/messages.js';
import { sending } from './methods/sending.js';
import { updateMethods } from './methods/updates.js';
import { createPerson, type TelegramPerson } from './person.js';
import { createRateRules, type TelegramRates } from './rate-rules.js';
import type {
  ChatState,
  ChatType,
  CommunityState,
  Json,
  MessageState,
  TelegramPlace,
  UserState,
} from './state.js';
import { createUpdateQueue, type QueuedUpdate } from './update-queue.js';
import { createWebhook, type TelegramWebhook } from './webhook.js';
import { messageJson, userJson } from './wire.js';
import { createWorld, type World } from './world.js';

/** How the fake is set up; each has a value that will do. */
export interface FakeTelegramOptions {
  readonly token?: string;
  /** The bot's username, without the @. */
  readonly username?: string;
  /** Whose time everything goes by; the machine's unless given. */
  readonly clock?: Clock;
  /** Limits of how fast the bot may write; none unless given. `{}` takes Telegram's own examples. */
  readonly rates?: TelegramRates;
  /** Whether privacy mode is on, as BotFather sets it for a new bot; true unless said otherwise. */
  readonly privacy?: boolean;
}

/** How a group is made. */
export interface TelegramGroupOptions {
  /** `supergroup` unless said otherwise. */
  readonly type?: Exclude<ChatType, 'private'>;
  readonly owner?: TelegramPerson;
  readonly username?: string;
  readonly isForum?: boolean;
  /** Whether joining and leaving stands in the chat, too; Telegram stops that in large groups. */
  readonly announcesMembers?: boolean;
}

/** A Bot API of one's own, with the phones of people on its other side. */
export interface FakeTelegram {
  /** Where it listens, for `apiRoot`. */
  readonly apiRoot: string;
  readonly token: string;
  readonly bot: { readonly id: number; readonly username: string };
  /** Every call of the bot but those for updates, in order. */
  readonly calls: readonly TelegramCall[];
  readonly webhook: Pick<TelegramWebhook, 'posts' | 'url' | 'repeatLast'>;
  /** Updates that are not confirmed yet. */
  readonly waiting: readonly QueuedUpdate[];
  person(
    name: string,
    options?: { readonly username?: string; readonly language?: string },
  ): TelegramPerson;
  group(title: string, options?: TelegramGroupOptions): TelegramGroup;
  /** A native community, for {@link TelegramGroup.inCommunity}. */
  community(name: string): CommunityState;
  /** What the bot answered to a tap; undefined where it has not. */
  answerTo(question: string): { readonly text?: string; readonly alert: boolean } | undefined;
  /** The command menu of a language, or the one for all others; of one scope, or of `default`. */
  commands(language?: string, scope?: string): readonly Json[];
  setPrivacy(isOn: boolean): void;
  /** The next `times` calls, or those of one method, meet this fault. */
  fail(times: number, fault: TelegramFault, method?: string): void;
  /** Tells the bot anything at all, as a Telegram of tomorrow may. */
  tells(type: string, payload: Json): void;
  /** Resolves once the bot has confirmed everything it was told, or nobody fetches it. */
  settled(): Promise<void>;
  /** Resolves once updates have been handed out `times` times in all; for bots that cannot confirm. */
  handedOut(times: number): Promise<void>;
  close(): Promise<void>;
}

const areas: Readonly<Record<string, Method>> = {
  ...sending,
  ...messages,
  ...members,
  ...chats,
  ...invites,
};

/** Sending methods count for the limits; stickers and polls as much as text. */
const COUNTED = /^(send(?!ChatAction)|forward|copy)/;

/** Asks the bot what a tap on a button asks. */
function asker(world: World, shelf: BotShelf) {
  return (user: UserState, message: MessageState, data: string): string => {
    const id = String(9_000_000_000 + world.nextNumber());
    shelf.questions.set(id, { id, answer: undefined });
    world.tell('callback_query', {
      id,
      from: userJson(user),
      message: messageJson(message),
      chat_instance: String(message.chat.id),
      data,
    });
    return id;
  };
}

/**
 * Starts a server that behaves like Telegram's Bot API for bots of communities, on this machine only.
 *
 * People write, tap and join on their phones, of which the bot is told as Telegram tells it: by
 * long polling or webhook, with privacy mode, and only what it asked for. What the bot does is
 * checked as Telegram checks it: parameters, rights, the rule of /start, 48 hours to delete.
 *
 * @example
 * const telegram = await startFakeTelegram();
 * const ana = telegram.person('Ana');
 * ana.phone.bot.starts();
 * // ... a bot with { apiRoot: telegram.apiRoot } answers
 * ana.phone.bot.texts; // ['/start', 'Welcome']
 */
export async function startFakeTelegram(options: FakeTelegramOptions = {}): Promise<FakeTelegram> {
  const { clock = systemClock, username = 'kapwa_test_bot' } = options;
  const token = options.token ?? '777000123:AAfakeFakeFakeFakeFakeFakeFakeFake';
  const queue = createUpdateQueue(clock);
  const webhook = createWebhook(queue, clock);
  const world = createWorld(clock, queue, Number(token.split(':')[0]), username);
  world.privacy = options.privacy ?? true;
  const shelf: BotShelf = { commands: new Map(), questions: new Map() };
  const faults = createFaults();
  const rates = createRateRules(world.now, options.rates);
  const ofUpdates = updateMethods(queue, webhook);
  const ofBot = botMethods(shelf);
  const states = new Map<TelegramPlace, ChatState>();
  const ask = asker(world, shelf);

  const server = await startApiServer({
    token,
    faults,
    file: (path) => world.files.get(path.replace('files/', '')),
    call(method, params, gone) {
      const fetching = ofUpdates[method];
      if (fetching !== undefined) return fetching(params, gone);
      const found = areas[method] ?? ofBot[method];
      if (found === undefined) throw new ApiError(404, 'Not Found: method not found');
      if (COUNTED.test(method)) rates.count(Number(params.chat_id));
      return found(world, params);
    },
  });

  const until = (isSo: () => boolean): Promise<void> =>
    new Promise((resolve) => {
      const forget = queue.onChange(() => look());
      const look = (): void => {
        if (!isSo()) return;
        forget();
        resolve();
      };
      look();
    });

  const chatOf = (group: TelegramPlace): ChatState => {
    const state = states.get(group);
    if (state === undefined) throw new Error('This group is of another Telegram.');
    return state;
  };

  const person: FakeTelegram['person'] = (name, { username: handle, language } = {}) => {
    const user = world.addUser({
      id: 100_000 + world.nextNumber(),
      isBot: false,
      firstName: name,
      ...(handle === undefined ? {} : { username: handle }),
      ...(language === undefined ? {} : { language }),
    });
    return createPerson(user, { world, ask, chatOf });
  };

  return {
    apiRoot: server.address,
    token,
    bot: { id: world.bot.id, username },
    calls: server.calls,
    webhook,
    get waiting() {
      return queue.waiting();
    },
    person,
    group(title, { type = 'supergroup', owner, username: handle, isForum, announcesMembers } = {}) {
      const state = world.addChat(type, title);
      const first = owner ?? person(`Owner of ${title}`);
      state.username = handle;
      state.isForum = isForum ?? false;
      state.announcesMembers = announcesMembers ?? true;
      state.members.set(first.id, { status: 'creator' });
      const group: TelegramGroup = createGroup({
        world,
        owner: world.user(first.id),
        state: () => chatOf(group),
        move: (to) => states.set(group, to),
      });
      states.set(group, state);
      return group;
    },
    community: (name) => ({ id: 70_000 + world.nextNumber(), name }),
    answerTo: (question) => shelf.questions.get(question)?.answer,
    commands: (language = '', scope = 'default') =>
      shelf.commands.get(`${JSON.stringify({ type: scope })} ${language}`) ?? [],
    setPrivacy(isOn) {
      world.privacy = isOn;
    },
    fail: faults.plan,
    tells: world.tell,
    async settled() {
      if (webhook.url !== '') return webhook.settled();
      if (queue.isPolled) await until(() => queue.waiting().length === 0);
    },
    handedOut: (times) => until(() => queue.handedOut >= times),
    async close() {
      queue.close();
      webhook.close();
      await server.close();
    },
  };
}
