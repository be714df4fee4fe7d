import { type CatchUp, createMemoryStore, type Kit, type Store } from '@kapwa/core';
import { storeOfProcess } from '../../../packages/core/test/stores.js';
import { defineScenario } from '../../scenario.js';
import { randomFrom } from '../store/random.js';
import { leapingClock } from './leaping-clock.js';
import { countingKit, slotCounter, takenIn } from './slot-counter.js';
import { changeIn, cronOf, type Pattern, slotsByLooking } from './wall-times.js';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const STRETCH = 12 * DAY;

const zones = [
  'Europe/Madrid',
  'America/New_York',
  'Africa/Cairo',
  'Africa/Casablanca',
  'Australia/Lord_Howe',
  'America/Santiago',
  'Africa/Nairobi',
  'Asia/Manila',
] as const;

const patterns: readonly Pattern[] = [
  { minutes: [30], hours: [], weekdays: [] },
  { minutes: [0, 15, 30, 45], hours: [], weekdays: [] },
  { minutes: [30], hours: [0, 1, 2, 3], weekdays: [] },
  { minutes: [0], hours: [9], weekdays: [] },
  { minutes: [5], hours: [2], weekdays: [0, 6] },
];

const policies: readonly CatchUp[] = [
  { policy: 'skip' },
  { policy: 'latest' },
  { policy: 'latest', maxAge: 2 * HOUR },
  { policy: 'all', most: 5 },
  { policy: 'all', most: 1_000, maxAge: DAY },
];

/** What a policy says in the documentation, in other words than the kit does. */
function allowed(catchUp: CatchUp, due: readonly number[], now: number): readonly number[] {
  const youngerThan = (age: number): readonly number[] => due.filter((slot) => now - slot <= age);
  if (catchUp.policy === 'skip') return youngerThan(MINUTE).slice(-1);
  if (catchUp.policy === 'latest') return youngerThan(catchUp.maxAge ?? 12 * HOUR).slice(-1);
  return youngerThan(catchUp.maxAge ?? 31 * DAY).slice(-catchUp.most);
}

/** A store whose process dies: from some moment on it answers nobody any more. */
function mortal(store: Store): { readonly store: Store; die(): void; bury(): Promise<void> } {
  const process = storeOfProcess(store);
  let isDead = false;
  let isBuried = false;
  const never = new Promise<never>(() => undefined);
  return {
    store: {
      ...process.store,
      accept: (...args) => (isBuried ? never : store.accept(...args)),
      commit: (...args) => (isDead ? never : store.commit(...args)),
      lease: (...args) => (isBuried ? never : process.store.lease(...args)),
      close: () => undefined,
    },
    /** It still takes in what comes, and finishes nothing. */
    die: () => {
      isDead = true;
    },
    bury() {
      isBuried = true;
      return process.dies();
    },
  };
}

interface Found {
  readonly slots: number;
  /** The longest time for which the bot was off, ms. */
  readonly longest: number;
  readonly broken: readonly string[];
}

/** A machine that is off is off for a minute, or for ten days: as likely for one as for the other. */
function downtime(random: () => number): number {
  return Math.ceil((10 * DAY) / MINUTE) ** random() * MINUTE;
}

/** Days around a change of the clock, with leaps, ways back, restarts and crashes. */
async function fewDays(random: () => number): Promise<Found> {
  const pick = <One>(list: readonly One[]): One => list[Math.floor(random() * list.length)] as One;
  const [timeZone, pattern, catchUp] = [pick(zones), pick(patterns), pick(policies)];
  const change = changeIn(timeZone, 2024 + Math.floor(random() * 6), Math.floor(random() * 4));
  const start = change - Math.floor(random() * 3 * 24 * 60) * MINUTE;
  const end = start + STRETCH;
  const slots = slotsByLooking(pattern, timeZone, start, end);
  const kept = createMemoryStore();
  const plugin = slotCounter(cronOf(pattern), catchUp);
  const clock = leapingClock(start);
  const expected = new Set<number>();
  let settled = start;
  let longest = 0;
  let living = mortal(kept);
  let kit: Kit = countingKit(living.store, clock, timeZone, plugin);
  await kit.start();

  const expectUpTo = (now: number): void => {
    const due = slots.filter((slot) => slot > settled && slot <= now);
    for (const slot of allowed(catchUp, due, now)) expected.add(slot);
    settled = Math.max(settled, now);
  };

  while (clock.now() < end) {
    const chance = random();
    const isDown = chance > 0.85 && clock.now() >= settled;
    const leap = isDown
      ? downtime(random)
      : Math.ceil(random() * (chance < 0.7 ? 90 : 900)) * MINUTE;
    const next = Math.min(end, Math.floor((clock.now() + leap) / MINUTE) * MINUTE);
    if (chance < 0.1) {
      // Set back, by less than what it has come forward: nothing may come a second time.
      clock.leapTo(Math.max(start, clock.now() - Math.floor(random() * 2 * HOUR)));
      await kit.idle();
      continue;
    }
    if (isDown) {
      longest = Math.max(longest, next - clock.now());
      if (chance > 0.93) {
        // It dies as it takes its slots: what was taken in is handled by the next one.
        expectUpTo(next);
        living.die();
        clock.leapTo(next);
        await new Promise((resolve) => setImmediate(resolve));
        await living.bury();
      } else {
        await kit.stop();
        expectUpTo(next);
        clock.leapTo(next);
      }
      living = mortal(kept);
      kit = countingKit(living.store, clock, timeZone, plugin);
      await kit.start();
    } else {
      if (next > settled) expectUpTo(next);
      clock.leapTo(next);
    }
    await kit.idle();
  }
  await kit.stop();
  const taken = await takenIn(kept);
  const about = `${cronOf(pattern)} in ${timeZone}, ${JSON.stringify(catchUp)}`;
  const name = (slot: number): string => `${new Date(slot).toISOString()} of ${about}`;
  return {
    slots: slots.length,
    longest,
    broken: [
      ...[...expected].filter((slot) => !taken.has(slot)).map((slot) => `${name(slot)} never came`),
      ...[...taken].flatMap(([slot, count]) => [
        ...(expected.has(slot) ? [] : [`${name(slot)} came and should not`]),
        ...(count === 1 ? [] : [`${name(slot)} came ${count} times`]),
      ]),
    ],
  };
}

export default defineScenario({
  name: 'schedules/clock',
  promise: 'each slot comes exactly as its policy says, through clock jumps, DST and downtime',
  trials: { quick: 2_000, full: 100_000 },
  async run({ trials, seed, progress }) {
    const random = randomFrom(seed);
    const broken: string[] = [];
    let slots = 0;
    let stretches = 0;
    let longest = 0;
    while (slots < trials) {
      const found = await fewDays(random);
      broken.push(...found.broken);
      slots += found.slots;
      stretches += 1;
      longest = Math.max(longest, found.longest);
      progress(Math.min(slots, trials));
    }
    const figures = `${slots.toLocaleString('en')} slots in ${stretches} times ${STRETCH / DAY} days, off for up to ${(longest / DAY).toFixed(1)} days`;
    return { trials: slots, broken, figures };
  },
});
