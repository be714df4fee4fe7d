// Started and killed by the scenario: a bot on PostgreSQL, to which every message comes three times.
// Says of every message that it was taken in, through a pipe that outlives it.
import { appendFileSync, writeSync } from 'node:fs';
import { plain, systemClock } from '@kapwa/core';
import { postgresStore } from '@kapwa/storage-postgres';
import { z } from 'zod';
import { bareAdapter, bareKit, barePlugin, message } from '../delivery/bare-kit.js';

const [url = '', schema = '', file = '', last = '0', from = '{}'] = process.argv.slice(2);
/** The last message of each chat that was acknowledged before. */
const acknowledged: Readonly<Record<string, number>> = JSON.parse(from);

/** Counts each message, notes in which order they came, and answers in both ways. */
const answering = barePlugin('answering', (scope) => {
  const counts = scope.collection('counts', { lane: 'group', schema: z.number() });
  const order = scope.collection('order', { lane: 'group', schema: z.array(z.string()) });
  scope.on('message.received', {}, (context, { id, chat }) => {
    context.records(counts).add(id, 1);
    context.records(order).append(chat.id, id);
    for (const delivery of ['at-most-once', 'at-least-once'] as const) {
      const text = plain(`${delivery} ${id}`);
      context.perform({ kind: 'message.send', to: { group: chat.id }, text }, { delivery });
    }
  });
});

/** A platform that writes down what arrives before it answers. */
const adapter = bareAdapter(() => ({ kind: 'ok', message: 'm' }), {
  encode: (action) => [{ op: 'send', body: action.kind === 'message.send' ? action.text : '' }],
  connect: () => ({
    async perform({ body }) {
      const [part] = body as readonly { readonly text: string }[];
      appendFileSync(file, `${part?.text}\n`);
      return { kind: 'ok', message: 'm' };
    },
    close: () => undefined,
  }),
});

const store = postgresStore({ url, schema, patience: 20_000 });
const { kit } = bareKit(
  { adapters: [adapter], plugins: [answering], schedules: false, clock: systemClock },
  { store },
);
await kit.start();

/** One after the other, as a platform tells what happened in a chat, and each three times. */
async function tell(group: string, after: number): Promise<void> {
  for (let number = after + 1; number <= Number(last); number += 1) {
    const event = message(`${group}:${number}`, { group, at: Date.now() });
    await Promise.all([1, 2, 3].map(() => kit.receive(event).accepted));
    writeSync(1, `${group} ${number}\n`);
  }
}

await Promise.all(Object.entries(acknowledged).map(([group, after]) => tell(group, after)));
await kit.idle();
await kit.stop();
writeSync(1, 'done\n');
process.exit(0);
