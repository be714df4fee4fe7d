import { createKit, createMemoryStore, defineAdapter, definePlugin, plain } from '@kapwa/core';
import { z } from '@kapwa/core/zod';
import { writePluginTexts } from '../plugin-texts.js';
import { createReplies } from '../replies.js';

const CHATS = 64;

/** The adapter of the bench: the wire is an object, and a send arrives at once. */
function benchAdapter(replies, wire) {
  return defineAdapter({
    name: 'bench',
    maxText: 4096,
    capability: () => ({ level: 'native' }),
    encode: (action, facts) => [{ op: 'send', body: { chat: facts.chat.id, text: action.text } }],
    connect(link) {
      wire.link = link;
      return {
        async perform(step) {
          replies.arrived(Number(step.body.chat));
          return { kind: 'ok', message: '1' };
        },
        close: () => undefined,
      };
    },
  });
}

/** One community with a group for every chat of the bench. */
export function benchCommunity(chats = CHATS) {
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
      chat: { adapter: 'bench', id: String(chat) },
      admins: [],
    })),
    people: [],
    adapters: {},
  };
}

function commandPlugin(n, translated, locales) {
  return definePlugin({
    name: `plugin-${n}`,
    options: z.object({}),
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
    options: z.object({}),
    setup(kit) {
      kit.on('message.received', { phase: 'react' }, () => {
        heard.count += 1;
      });
    },
  });
}

/** Kapwa as it is, on a store. */
export async function start({ plugins, listeners = 0, translated = false, store }) {
  const replies = createReplies();
  const wire = {};
  const heard = { count: 0 };
  const texts = writePluginTexts(plugins);
  const kit = createKit({
    communities: [benchCommunity()],
    adapters: [benchAdapter(replies, wire)],
    store: store ?? createMemoryStore(),
    // Twenty people write as fast as the machine can: that is no flood here.
    intake: { perSender: Number.POSITIVE_INFINITY },
    plugins: [
      ...Array.from({ length: plugins }, (_, n) => commandPlugin(n, translated, texts.url)),
      ...Array.from({ length: listeners }, (_, n) => listenerPlugin(n, heard)),
    ],
  });
  await kit.start();
  return {
    async send(index, chat, text) {
      const answered = replies.expect(chat);
      const sender = index % 20;
      await wire.link.accept([
        {
          kind: 'message.received',
          id: String(index),
          at: Date.now(),
          adapter: 'bench',
          chat: { id: String(chat), direct: false, title: `Area ${chat}` },
          from: { id: `worker-${sender}`, name: `Worker ${sender}` },
          message: String(index),
          text,
          mentions: [],
        },
      ]);
      await answered;
    },
    heard: () => heard.count,
    async stop() {
      await kit.stop();
      texts.remove();
    },
  };
}
