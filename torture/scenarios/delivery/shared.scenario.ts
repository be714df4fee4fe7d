import { z } from 'zod';
import { defineScenario } from '../../scenario.js';
import { bareAdapter, bareKit, barePlugin, message } from './bare-kit.js';

const LANES = 64;

/** Lanes that post to one another and write shared records. */
export default defineScenario({
  name: 'delivery/shared',
  promise: 'what busy lanes post to a third, and add to shared records, arrives once and in order',
  trials: { quick: 4_000, full: 100_000 },
  async run({ trials, progress }) {
    const posted: string[] = [];
    const plugin = barePlugin('sharing', (scope) => {
      const totals = scope.collection('totals', { lane: 'community', schema: z.unknown() });
      scope.posted('note', (_, data) => void posted.push(String(data)));
      scope.on('message.received', {}, (context, event) => {
        const all = context.records(totals, 'health-workers');
        all.add('count', 1);
        all.max('last', Number(event.text));
        all.setIfAbsent(`first ${event.chat.id}`, event.text);
        const isTalker = event.chat.id === 'chat-0' || event.chat.id === 'chat-1';
        if (isTalker) context.post({ group: 'north-area' }, 'note', event.id);
      });
    });
    const { kit, clock, store } = bareKit({
      adapters: [bareAdapter(() => ({ kind: 'ok' }))],
      plugins: [plugin],
      // Everything is offered at once: the lanes are tried here, not the door.
      intake: { most: Number.POSITIVE_INFINITY, perSender: Number.POSITIVE_INFINITY },
    });
    await kit.start();
    const at = clock.now();
    const rounds = Math.ceil(trials / LANES);
    for (let round = 0; round < rounds; round += 1) {
      const told = Array.from({ length: LANES }, (_, lane) =>
        message(`${lane}/${round}`, { at, group: `chat-${lane}`, text: `${round}` }),
      );
      await Promise.all(told.map((event) => kit.receive(event).accepted));
      if (round % 50 === 0) progress(round * LANES);
    }
    await kit.idle();
    const records = await store.list('sharing.totals', '');
    const value = (key: string): unknown =>
      records.find((record) => record.key.endsWith(`/${key}`))?.value;
    await kit.stop();
    const broken: string[] = [];
    if (value('count') !== rounds * LANES) broken.push(`the sum is ${String(value('count'))}`);
    if (value('last') !== rounds - 1) broken.push(`the largest is ${String(value('last'))}`);
    for (const lane of [0, 1]) {
      const mine = posted.filter((id) => id.startsWith(`${lane}/`));
      const wanted = Array.from({ length: rounds }, (_, round) => `${lane}/${round}`);
      if (mine.join() !== wanted.join()) broken.push(`posts of lane ${lane} are not in order`);
    }
    return {
      trials: rounds * LANES,
      broken,
      figures: `${LANES} lanes added ${String(value('count'))}, two posted ${posted.length} to a third`,
    };
  },
});
