import { defineScenario } from '../../scenario.js';
import { bareAdapter, bareKit, barePlugin, message } from './bare-kit.js';

const PER_LANE = 10;

/** One event in every lane breaks the plugin that handles it. */
export default defineScenario({
  name: 'delivery/poison',
  promise: 'an event that breaks its plugin blocks no lane, and ends as a dead letter',
  trials: { quick: 200, full: 2_000 },
  async run({ trials, progress }) {
    const heard = new Map<string, number>();
    const plugin = barePlugin('fragile', (scope) => {
      scope.on('message.received', {}, (_, { text, chat }) => {
        if (text === 'poison') throw new Error('it broke');
        heard.set(chat.id, (heard.get(chat.id) ?? 0) + 1);
      });
    });
    const { kit, clock, store } = bareKit({
      adapters: [bareAdapter(() => ({ kind: 'ok' }))],
      plugins: [plugin],
    });
    await kit.start();
    const chats = Array.from({ length: trials }, (_, index) => `chat-${index}`);
    const at = clock.now();
    // Whoever is met for the first time in many groups at once is handled anew there; it would be counted.
    await kit.receive(message('hello', { at, group: 'elsewhere', text: 'hello' })).settled;
    heard.clear();
    for (let index = 0; index < PER_LANE; index += 1) {
      const text = index === 2 ? 'poison' : 'fine';
      const told = chats.map((group) => message(`${group}/${index}`, { at, group, text }));
      await Promise.all(told.map((event) => kit.receive(event).settled));
      progress(Math.floor((trials * index) / PER_LANE));
    }
    await kit.idle();
    const before = [...heard.values()].reduce((sum, count) => sum + count, 0);
    clock.settleWith(() => kit.idle());
    await clock.advance(120_000);
    const dead = (await store.dead()).length;
    const waiting = (await store.waiting()).length;
    await kit.stop();
    const blocked = chats.filter((chat) => heard.get(chat) !== PER_LANE - 1);
    return {
      trials,
      broken: [
        ...blocked.map((chat) => `${chat} was blocked: ${heard.get(chat) ?? 0} handled`),
        ...(dead === trials ? [] : [`${dead} dead letters instead of ${trials}`]),
        ...(waiting === 0 ? [] : [`${waiting} events wait still`]),
      ],
      figures: `${before.toLocaleString('en')} others handled before a second try of the poison, ${dead} dead letters`,
    };
  },
});
