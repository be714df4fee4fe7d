import { createMemoryStore, type Kit, type Store } from '@kapwa/core';
import { defineScenario } from '../../scenario.js';
import { randomFrom } from '../store/random.js';
import { type LeapingClock, leapingClock } from './leaping-clock.js';
import { countingKit, slotCounter, takenIn } from './slot-counter.js';

const MINUTE = 60_000;
const MACHINES = 8;
const ZONE = 'Africa/Nairobi';
const START = Date.UTC(2027, 2, 1);

interface Machine {
  readonly clock: LeapingClock;
  kit: Kit;
}

/** A store that stays open when one of the kits on it stops. */
function shared(store: Store): Store {
  return { ...store, close: () => undefined };
}

export default defineScenario({
  name: 'schedules/winners',
  promise: 'of eight schedulers on one store exactly one takes each slot',
  trials: { quick: 2_000, full: 100_000 },
  async run({ trials, seed, progress }) {
    const random = randomFrom(seed);
    const store = shared(createMemoryStore());
    const plugin = slotCounter('* * * * *', { policy: 'all', most: 10, maxAge: 10 * MINUTE });
    const machines: Machine[] = [];
    for (let index = 0; index < MACHINES; index += 1) {
      const clock = leapingClock(START);
      const kit = countingKit(store, clock, ZONE, plugin);
      await kit.start();
      machines.push({ clock, kit });
    }
    const end = START + trials * MINUTE;
    let slowest = START;
    while (slowest < end) {
      // Their clocks go apart by minutes, and several reach the same slot at once.
      const awake = machines.filter(() => random() < 0.6);
      for (const { clock } of awake) {
        const ahead = slowest + Math.ceil(random() * 6) * MINUTE + Math.floor(random() * MINUTE);
        clock.leapTo(Math.max(clock.now(), Math.min(end, ahead)));
      }
      await Promise.all(machines.map(({ kit }) => kit.idle()));
      if (random() < 0.02) {
        const machine = machines[Math.floor(random() * MACHINES)] as Machine;
        await machine.kit.stop();
        machine.kit = countingKit(store, machine.clock, ZONE, plugin);
        await machine.kit.start();
      }
      slowest = Math.min(...machines.map(({ clock }) => clock.now()));
      progress(Math.min(trials, Math.floor((slowest - START) / MINUTE)));
    }
    await Promise.all(machines.map(({ kit }) => kit.idle()));
    const taken = await takenIn(store);
    const broken: string[] = [];
    for (let slot = START + MINUTE; slot <= end; slot += MINUTE) {
      const count = taken.get(slot) ?? 0;
      if (count !== 1) broken.push(`${new Date(slot).toISOString()} was taken ${count} times`);
    }
    for (const { kit } of machines) await kit.stop();
    const figures = `${trials.toLocaleString('en')} slots, ${MACHINES} schedulers, one winner each`;
    return { trials, broken, figures };
  },
});
