/** What the suites of the embedded store send through a kit. */
import { defineAdapter, definePlugin, plain } from '@kapwa/core';
import { z } from '@kapwa/core/zod';

/** One read, one write, one reply. */
export const counter = definePlugin({
  name: 'counter',
  options: z.object({}),
  setup(kit) {
    const counts = kit.collection('counts', { lane: 'group', schema: z.number() });
    kit.on('message.received', { phase: 'react' }, async (context) => {
      const records = context.records(counts);
      const count = (await records.get('messages')) ?? 0;
      records.set('messages', count + 1);
      const to = { group: context.group.key };
      context.perform({ kind: 'message.send', to, text: plain(`${count}`) });
    });
  },
});

let index = 0;

/** An adapter whose sends arrive at once; `send` resolves when a message has had its reply. */
export function countingAdapter() {
  const waiting = new Map();
  let link;
  const adapter = defineAdapter({
    name: 'bench',
    maxText: 4096,
    capability: () => ({ level: 'native' }),
    encode: (_action, facts) => [{ op: 'send', body: facts.chat.id }],
    connect(given) {
      link = given;
      return {
        async perform({ body }) {
          waiting.get(body)?.();
          return { kind: 'ok', message: '1' };
        },
        close: () => undefined,
      };
    },
  });
  const send = async (chat) => {
    index += 1;
    const answered = new Promise((resolve) => waiting.set(String(chat), resolve));
    await link.accept([
      {
        kind: 'message.received',
        id: String(index),
        at: Date.now(),
        adapter: 'bench',
        chat: { id: String(chat), direct: false, title: `Area ${chat}` },
        from: { id: `worker-${index % 500}`, name: `Worker ${index % 500}` },
        message: String(index),
        text: 'We have seen all families of the village this week.',
        mentions: [],
      },
    ]);
    await answered;
  };
  return { adapter, send };
}
