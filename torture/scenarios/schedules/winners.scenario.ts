import { createMemoryStore, KapwaError, type Kit, type Store } from '@kapwa/core';
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
  /** The kit that works there, or hangs there; none where it could not start. */
  kit: Kit | undefined;
}

/** A store that stays open when one of the kits on it stops. */
function shared(store: Store): Store {
  return { ...store, close: () => undefined };
}

const isWell = ({ kit }: Machine): boolean => kit?.health().ready === true;

export default defineScenario({
  name: 'schedules/winners',
  promise: 'of eight bots on one store, that hang and take over from one another, one takes a slot',
  trials: { quick: 2_000, full: 100_000 },
  async run({ trials, seed, progress }) {
    const random = randomFrom(seed);
    const store = shared(createMemoryStore());
    const plugin = slotCounter('* * * * *', { policy: 'all', most: 90, maxAge: 90 * MINUTE });
    const machines: Machine[] = [];
    for (let index = 0; index < MACHINES; index += 1) {
      machines.push({ clock: leapingClock(START), kit: undefined });
    }
    const end = START + trials * MINUTE;
    const counts = { takeovers: 0, refused: 0, woken: 0 };

    const begin = async (machine: Machine): Promise<void> => {
      const kit = countingKit(store, machine.clock, ZONE, plugin);
      try {
        await kit.start();
        machine.kit = kit;
        counts.takeovers += 1;
      } catch (error) {
        if (!(error instanceof KapwaError) || error.code !== 'store.in-use') throw error;
        counts.refused += 1;
      }
    };

    let now = START;
    await begin(machines[0] as Machine);
    while (now < end) {
      now = Math.min(end, now + Math.ceil(random() * 12) * MINUTE + Math.floor(random() * MINUTE));
      // Those that sleep or hang stay behind, with whatever they believe they hold.
      for (const machine of machines) {
        if (random() > 0.6) continue;
        const hung = now - machine.clock.now() > 10 * MINUTE;
        if (hung && machine.kit !== undefined) counts.woken += 1;
        // They look at their timers and at a slot in any order, and several of them at once.
        machine.clock.leapTo(now);
      }
      await Promise.all(machines.map(({ kit }) => kit?.idle()));
      for (const machine of machines) {
        if (machine.clock.now() !== now || isWell(machine)) continue;
        if (random() < 0.5) await begin(machine);
      }
      if (random() < 0.05) {
        const machine = machines[Math.floor(random() * MACHINES)] as Machine;
        await machine.kit?.stop();
        machine.kit = undefined;
      }
      progress(Math.min(trials, Math.floor((now - START) / MINUTE)));
    }
    for (const machine of machines) {
      machine.clock.leapTo(end);
      await machine.kit?.idle();
    }
    for (const machine of machines) if (!machines.some(isWell)) await begin(machine);
    await Promise.all(machines.map(({ kit }) => kit?.idle()));
    const taken = await takenIn(store);
    const broken: string[] = [];
    for (let slot = START + MINUTE; slot <= end; slot += MINUTE) {
      const count = taken.get(slot) ?? 0;
      if (count !== 1) broken.push(`${new Date(slot).toISOString()} was taken ${count} times`);
    }
    const left = await store.waiting();
    if (left.length > 0) broken.push(`${left.length} events were left unhandled`);
    for (const { kit } of machines) await kit?.stop();
    const figures = `${trials.toLocaleString('en')} slots, ${MACHINES} bots: ${counts.takeovers} takeovers, ${counts.woken} woke up late, ${counts.refused} refused`;
    return { trials, broken, figures };
  },
});
