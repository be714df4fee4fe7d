import {
  createKit,
  createMemoryStore,
  defineAdapter,
  definePlugin,
  plain,
  plainText,
} from '@kapwa/core';

import { createReplies } from '../replies.js';
import { telegramUpdate } from '../update.js';

const CHATS = 64;

/** The event of an update, as an adapter for Telegram reads it. */
function decode({ message }) {
  const { message_id, date, chat, from, text } = message;
  return {
    kind: 'message.received',
    id: `${chat.id}:${message_id}`,
    at: date * 1000,
    adapter: 'bench',
    chat: { id: String(chat.id), direct: chat.type === 'private', title: chat.title },
    from: { id: String(from.id), name: from.first_name },
    message: String(message_id),
    text,
    mentions: [],
  };
}

/** The adapter of the bench: it gets updates and writes requests of Telegram, and a send arrives at once. */
function benchAdapter(replies, wire) {
  return defineAdapter({
    name: 'bench',
    maxText: 4096,
    capability: () => ({ level: 'native' }),
    encode: (action, facts) => [
      { op: 'sendMessage', body: { chat_id: facts.chat.id, text: plainText(action.text) } },
    ],
    connect(link) {
      wire.link = link;
      return {
        async perform(step) {
          replies.arrived(-1000 - Number(step.body.chat_id));
          return { kind: 'ok', message: '1' };
        },
        close: () => undefined,
      };
    },
  });
}

/** One community with a group for every chat of the bench. */
export function benchCommunity(chats = CHATS, idOf = String) {
  return {
    community: {
      key: 'bench',
      name: 'Bench',
      purpose: 'To be measured.',
      languages: ['en'],
      timeZone: 'UTC',
      countries: [],
      rules: [],
      roles: [],
      dryRun: [],
      plugins: {},
    },
    groups: Array.from({ length: chats }, (_, chat) => ({
      key: `area-${chat}`,
      name: `Area ${chat}`,
      kind: 'general',
      tags: [],
      languages: ['en'],
      listed: true,
      posting: 'everyone',
      adopted: false,
      roles: {},
      chat: { adapter: 'bench', id: idOf(chat) },
      admins: [],
    })),
    people: [],
    adapters: {},
  };
}

function commandPlugin(n, translated, locales) {
  return definePlugin({
    name: `plugin-${n}`,

    locales: { url: locales },
    setup(kit) {
      kit.command(`cmd${n}`, { words: 'words' }, (context) => {
        const to = { group: context.group.key };
        if (translated) context.say(to, 'done', { count: (context.now % 7) + 1, name: 'Ana' });
        else context.perform({ kind: 'message.send', to, text: plain(`cmd${n}: done`) });
        return 'handled';
      });
    },
  });
}

function listenerPlugin(n, heard) {
  return definePlugin({
    name: `listener-${n}`,

    setup(kit) {
      kit.on('message.received', { phase: 'react' }, () => {
        heard.count += 1;
      });
    },
  });
}

/** Texts for so many plugins, written for as long as they are measured. */
async function writeTexts(plugins) {
  const { writePluginTexts } = await import('../plugin-texts.js');
  return writePluginTexts(plugins);
}

/** Kapwa as it is, on a store; `texts` is where those of its plugins lie already. */
export async function start({
  plugins,
  listeners = 0,
  translated = false,
  texts,
  store,
  more = [],
  community = benchCommunity(CHATS, (chat) => String(-1000 - chat)),
}) {
  const replies = createReplies();
  const wire = {};
  const heard = { count: 0 };
  const written = texts === undefined ? await writeTexts(plugins) : undefined;
  const kit = createKit({
    communities: [community],
    adapters: [benchAdapter(replies, wire)],
    store: store ?? createMemoryStore(),
    // Twenty people write as fast as the machine can: that is no flood here.
    intake: { perSender: Number.POSITIVE_INFINITY },
    plugins: [
      ...more,
      ...Array.from({ length: plugins }, (_, n) =>
        commandPlugin(n, translated, texts ?? written.url),
      ),
      ...Array.from({ length: listeners }, (_, n) => listenerPlugin(n, heard)),
    ],
  });
  await kit.start();
  return {
    async send(index, chat, text) {
      const answered = replies.expect(chat);
      await wire.link.accept([decode(telegramUpdate(index, chat, text))]);
      await answered;
    },
    heard: () => heard.count,
    async stop() {
      await kit.stop();
      written?.remove();
    },
  };
}
