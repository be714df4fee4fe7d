// The bot at work: tells how it is every now and then, and ends by itself once everything has let go.
import { setTimeout as wait } from 'node:timers/promises';
import {
  type Clock,
  createEmbeddedStore,
  createKit,
  type FilePort,
  type Kit,
  type PlatformEvent,
  type Store,
  systemClock,
} from '@kapwa/core';
import { conduct } from '@kapwa/plugin-conduct';
import { onboarding } from '@kapwa/plugin-onboarding';
import { recognition } from '@kapwa/plugin-recognition';
import { turnableClock } from '@kapwa/testing';
import { nodeFiles } from '../../../packages/core/src/store/embedded/node-files.js';
import {
  groupKeys,
  largeProgramme,
  nameOf,
  personOf,
  reportOf,
} from '../community/large-programme.js';
import { bareAdapter } from '../delivery/bare-kit.js';
import { randomFrom } from '../store/random.js';
import {
  filesWith,
  heapInUse,
  listeners,
  openFiles,
  readFolder,
  timersOfProcess,
} from './gauges.js';
import type { SoakSample, SoakStage, SoakWishes } from './sample.js';
import { createTraffic } from './traffic.js';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
/** Whoever is erased at the end. */
const ERASED = personOf(77);

const wishes = JSON.parse(process.argv[2] ?? '{}') as SoakWishes;
const START = wishes.start;
const random = randomFrom(wishes.seed);
const traffic = createTraffic(random);

let sent = 0;
const adapter = bareAdapter((chat) => {
  sent += 1;
  traffic.sent(chat, `b${sent}`);
  return { kind: 'ok', message: `b${sent}` };
});

/** The machine's disk, which knows when nothing has been asked of it for a while. */
function watchedFiles() {
  let calls = 0;
  let running = 0;
  const watched =
    <Args extends readonly unknown[], Answer>(call: (...args: Args) => Promise<Answer>) =>
    async (...args: Args): Promise<Answer> => {
      calls += 1;
      running += 1;
      return call(...args).finally(() => {
        running -= 1;
      });
    };
  const { names, read, remove, rename, syncFolder } = nodeFiles;
  const files: FilePort = {
    ...nodeFiles,
    names: watched(names),
    read: watched(read),
    remove: watched(remove),
    rename: watched(rename),
    syncFolder: watched(syncFolder),
    open: watched(async (path, keep) => {
      const file = await nodeFiles.open(path, keep);
      return { ...file, sync: watched(file.sync) };
    }),
  };
  /** Between two calls of one snapshot there are a few turns of the event loop at most. */
  const quiet = async (): Promise<void> => {
    for (let still = 0, seen = calls; still < 5; ) {
      await new Promise((resolve) => setImmediate(resolve));
      still = running === 0 && seen === calls ? still + 1 : 0;
      seen = calls;
    }
  };
  return { files, quiet };
}

const disk = watchedFiles();
let handled = 0;

interface Bot {
  readonly kit: Kit;
  readonly store: Store;
  readonly clock: Clock;
}

async function started(clock: Clock): Promise<Bot> {
  const store = createEmbeddedStore(wishes.folder, { clock, files: disk.files });
  const kit = createKit({
    communities: [largeProgramme()],
    adapters: [adapter],
    plugins: [onboarding, conduct, recognition],
    store,
    clock,
  });
  kit.events.on('turn.finished', () => {
    handled += 1;
  });
  kit.events.on('plugin.failed', ({ plugin, error }) => {
    process.send?.({ failed: `${plugin}: ${error.message}` });
  });
  await kit.start();
  await Promise.all(groupKeys.map((group) => kit.receive(reportOf(group, clock.now())).settled));
  return { kit, store, clock };
}

async function sample(
  stage: SoakStage,
  { kit, store, clock }: Bot,
  timers: () => number,
): Promise<void> {
  await kit.idle();
  await disk.quiet();
  const one: SoakSample = {
    stage,
    hours: (clock.now() - START) / HOUR,
    handled,
    sent,
    heap: await heapInUse(),
    files: await openFiles(),
    listeners: listeners(kit),
    timers: timers(),
    waiting: (await store.waiting()).length,
    folder: await readFolder(wishes.folder, clock.now()),
  };
  process.send?.({ sample: one });
}

const receive = (kit: Kit, events: readonly PlatformEvent[]): void => {
  for (const event of events) kit.receive(event).settled.catch(() => undefined);
};

/** Somebody is erased: nothing of them is in any file, and the audit still proves itself. */
async function forgetSomebody({ kit }: Bot): Promise<void> {
  const [id = ''] = await kit.people.find(ERASED);
  const traces = [ERASED, nameOf(ERASED), id];
  const before = await filesWith(wishes.folder, traces);
  if (before.length === 0) process.send?.({ failed: `nothing was kept of ${ERASED}` });
  await kit.people.erase(id);
  for (const name of await filesWith(wishes.folder, traces)) {
    process.send?.({ failed: `${ERASED} was erased and still stands in ${name}` });
  }
  const verdict = await kit.audit.verify();
  if (!verdict.ok) process.send?.({ failed: 'the audit does not verify after an erasure' });
}

/** How busy people are, by the hour in Nairobi: by night hardly. */
function busyAt(at: number): number {
  const hour = Math.floor((at - START) / HOUR) % 24;
  return hour >= 6 && hour < 21 ? 1 : 0.1;
}

async function onVirtualTime(): Promise<number> {
  const clock = turnableClock(START);
  const bot = await started(clock);
  const { kit } = bot;
  clock.settleWith(() => kit.idle());
  clock.settleWith(disk.quiet);
  const timers = () => clock.waiting() + timersOfProcess();

  while (clock.now() < START + wishes.hours * HOUR) {
    const isFlood = (clock.now() - START) % (3 * HOUR) === 0;
    receive(kit, traffic.minute(clock.now(), busyAt(clock.now())));
    if (isFlood) receive(kit, traffic.flood(clock.now()));
    await clock.advance(MINUTE);
    if ((clock.now() - START) % (2 * HOUR) === 0) await sample('day', bot, timers);
  }
  const end = clock.now() + wishes.quietDays * DAY;
  while (clock.now() < end) {
    receive(kit, traffic.minute(clock.now(), 1));
    await clock.advance(4 * HOUR);
    if ((clock.now() - START) % DAY === 0) await sample('quiet', bot, timers);
  }
  await clock.advance(HOUR + MINUTE);
  await sample('silence', bot, timers);
  await forgetSomebody(bot);
  await kit.stop();
  process.send?.({ left: clock.waiting() });
  return clock.now();
}

/** The same bot, started anew, on a clock that goes as the machine's does. */
async function onWallTime(from: number): Promise<void> {
  const ahead = from - Date.now();
  const clock: Clock = {
    ...systemClock,
    now: () => Date.now() + ahead,
    at: (time, task) => systemClock.at(time - ahead, task),
  };
  const bot = await started(clock);
  const { kit } = bot;
  const end = clock.now() + wishes.wallMinutes * MINUTE;
  let next = clock.now() + MINUTE;
  while (clock.now() < end) {
    receive(kit, traffic.minute(clock.now(), 1 / 60));
    await wait(1_000);
    if (clock.now() < next) continue;
    next += MINUTE;
    await sample('wall', bot, timersOfProcess);
  }
  await kit.stop();
}

const until = await onVirtualTime();
if (wishes.wallMinutes > 0) await onWallTime(until);
process.send?.({ over: true }, () => process.disconnect());
