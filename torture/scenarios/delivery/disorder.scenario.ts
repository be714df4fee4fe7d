import type { DeliveryReported, MessageReceived, PlatformEvent } from '@kapwa/core';
import { defineScenario } from '../../scenario.js';
import { randomFrom } from '../store/random.js';
import { bareAdapter, bareKit, message } from './bare-kit.js';

const DAY = 86_400_000;
const HOUR = 3_600_000;
const DAYS = 7;
const AT_ONCE = 500;

/** One delivery: an event, told at some moment within a week of happening. */
interface Delivery {
  readonly told: number;
  readonly event: PlatformEvent;
}

function statusOf({ id, message: about, at, chat }: MessageReceived): DeliveryReported {
  return {
    kind: 'delivery.reported',
    id: `status ${id}`,
    at,
    adapter: 'playground',
    chat,
    message: about,
    state: 'delivered',
  };
}

/** Every event one to four times, and what is reported of it mostly before it. */
function deliveries(count: number, start: number, random: () => number): Delivery[] {
  const all: Delivery[] = [];
  for (let index = 0; all.length < count; index += 1) {
    const at = start + Math.floor(random() * DAYS * DAY);
    const event = message(`m${index}`, { at, group: `chat-${index % 50}` });
    const copies = 1 + Math.floor(random() * 4);
    for (let copy = 0; copy < copies; copy += 1) {
      const told = at + Math.floor(random() ** 4 * DAYS * DAY);
      all.push({ told, event });
      if (copy === 0)
        all.push({ told: told - Math.floor(random() * 5_000), event: statusOf(event) });
    }
  }
  return all.sort((one, other) => one.told - other.told);
}

/** The platform repeats and mixes up what it tells, as Meta does for up to seven days. */
export default defineScenario({
  name: 'delivery/disorder',
  promise: 'what is told several times, in any order, within seven days has one effect',
  trials: { quick: 10_000, full: 1_000_000 },
  async run({ trials, seed, progress }) {
    const effects = new Map<string, number>();
    const { kit, clock } = bareKit({
      adapters: [bareAdapter(() => ({ kind: 'ok' }))],
      schedules: false,
    });
    await kit.start();
    // What was committed counts: a turn that met a conflict runs again and has no effect before.
    kit.events.on('turn.finished', ({ event: { id, kind } }) => {
      if (kind !== 'message.received' && kind !== 'delivery.reported') return;
      effects.set(id, (effects.get(id) ?? 0) + 1);
    });
    const all = deliveries(trials, clock.now(), randomFrom(seed));
    for (let from = 0; from < all.length; ) {
      const until = (all[from]?.told ?? 0) + HOUR;
      const some = all.slice(from, from + AT_ONCE).filter(({ told }) => told < until);
      await clock.set(Math.max(clock.now(), until));
      await Promise.all(some.map(({ event }) => kit.receive(event).settled));
      from += some.length;
      progress(from);
    }
    await kit.stop();
    const wanted = new Set(all.map(({ event }) => event.id));
    const twice = [...effects].filter(([, count]) => count !== 1).map(([id]) => `${id} twice`);
    const never = [...wanted].filter((id) => !effects.has(id)).map((id) => `${id} never`);
    return {
      trials: all.length,
      broken: [...twice, ...never],
      figures: `${all.length.toLocaleString('en')} deliveries of ${wanted.size.toLocaleString('en')} events, ${effects.size.toLocaleString('en')} effects`,
    };
  },
});
