import { createRequire } from 'node:module';
import {
  createKit,
  createMemoryStore,
  defineAdapter,
  definePlugin,
  plain,
  plainText,
} from '@kapwa/core';

/** A kit that starts and answers one message; then says which files of zod were read for that. */
let answer: (said: string) => void = () => undefined;
const answered = new Promise<string>((resolve) => {
  answer = resolve;
});
let accept: ((events: readonly never[]) => unknown) | undefined;

const messenger = defineAdapter({
  name: 'paper',
  maxText: 1_000,
  capability: () => ({ level: 'native' }),
  encode: (action) => (action.kind === 'message.send' ? [{ op: 'say', body: action.text }] : []),
  connect(link) {
    accept = link.accept as typeof accept;
    return {
      async perform({ body }) {
        answer(plainText(body as never));
        return { kind: 'ok', message: '1' };
      },
      close: () => undefined,
    };
  },
});

const greeter = definePlugin({
  name: 'greeter',
  setup(kit) {
    kit.on('message.received', {}, (context) => {
      const to = { group: context.group?.key ?? '' };
      context.perform({ kind: 'message.send', to, text: plain('Good morning, Ana.') });
    });
  },
});

const kit = createKit({
  // One that others could work on, too.
  store: createMemoryStore(),
  communities: [
    {
      community: {
        key: 'health',
        name: 'Health workers',
        purpose: 'Work together',
        languages: ['en', 'sw'],
        timeZone: 'Asia/Manila',
        countries: [],
        rules: [],
        roles: [],
        plugins: {},
      },
      groups: [
        {
          key: 'ward',
          name: 'Ward',
          kind: 'general',
          tags: [],
          languages: ['en'],
          listed: true,
          posting: 'everyone',
          adopted: false,
          chat: { adapter: 'paper', id: 'ward' },
          admins: [],
        },
      ],
      people: [],
      adapters: {},
    },
  ],
  adapters: [messenger],
  plugins: [greeter],
});
await kit.start();
await accept?.([
  {
    kind: 'message.received',
    id: 'm1',
    at: Date.now(),
    adapter: 'paper',
    chat: { id: 'ward', direct: false },
    from: { id: 'ana', name: 'Ana' },
    message: 'm1',
    text: 'Good morning',
    mentions: [],
  } as never,
]);
const said = await answered;
const read = Object.keys(createRequire(import.meta.url).cache).filter((file) =>
  /[\\/]zod[\\/]/.test(file),
);
await kit.stop();
console.log(JSON.stringify({ said, read }));
