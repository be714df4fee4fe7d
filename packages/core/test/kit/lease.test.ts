import {
  createKit,
  createMemoryStore,
  defineAdapter,
  KapwaError,
  plain,
  silentLogger,
} from '@kapwa/core';
import { blueprintOf, healthWorkers, ordinaryMonday, turnableClock } from '@kapwa/testing';
import { describe, expect, it, onTestFinished } from 'vitest';
import { messageIn } from '../events.js';
import { hostedKit } from '../hosted-kit.js';
import { listenerTo, pluginThat } from '../plugin-that.js';
import { smallPlatform } from '../small-platform.js';

const MINUTE = 60_000;

/** Answers every message once, when it is let. */
function answering(gate: Promise<void> = Promise.resolve()) {
  return pluginThat('answering', (scope) => {
    scope.on('message.received', {}, async (context, { text }) => {
      await gate;
      const to = { group: 'north-area' };
      context.perform({ kind: 'message.send', to, text: plain(`You said ${text}`) });
    });
  });
}

function opening(): { readonly gate: Promise<void>; open(): void } {
  let open = (): void => undefined;
  const gate = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { gate, open };
}

/** A kit on a store and a messenger of its own clock, and what it says. */
async function kitOn(
  store: ReturnType<typeof createMemoryStore>,
  start: number = ordinaryMonday,
  gate?: Promise<void>,
) {
  const clock = turnableClock(start);
  const platform = smallPlatform(clock);
  const errors: string[] = [];
  const failures: KapwaError[] = [];
  const log = { ...silentLogger, error: (text: string) => void errors.push(text) };
  const options = { store, clock, log, adapters: [platform.adapter], plugins: [answering(gate)] };
  const { kit } = await hostedKit(options);
  kit.events.on('kit.failed', (error) => failures.push(error));
  return { kit, clock, platform, errors, failures };
}

describe('two kits on one store', () => {
  it('do not work side by side: the second is told so, and the first goes on', async () => {
    const store = createMemoryStore();
    const { kit, platform } = await kitOn(store);

    await expect(kitOn(store)).rejects.toMatchObject({
      code: 'store.in-use',
      message: expect.stringContaining('Another kit'),
    });

    await kit.receive(messageIn('north-area', 'hello')).settled;
    await kit.idle();
    expect(platform.arrived).toEqual(['north-area: You said hello']);
  });

  it('say so where the other one is that of another bot', async () => {
    const store = createMemoryStore();
    await kitOn(store);
    const { community } = blueprintOf(healthWorkers);
    const farmers = { ...community, key: 'farmers', name: 'Farmers of Lamu' };
    const blueprint = { ...blueprintOf(healthWorkers), community: farmers };

    const other = hostedKit({ store, communities: [blueprint] });

    await expect(other).rejects.toMatchObject({
      code: 'config.invalid',
      message: expect.stringContaining(`another bot, which is for "${community.name}"`),
    });
  });

  it('tell what their plugins do without only when they start', async () => {
    const store = createMemoryStore();
    await kitOn(store);
    const warnings: string[] = [];
    const log = { ...silentLogger, warn: (text: string) => void warnings.push(text) };
    const wanting = { ...pluginThat('wanting', () => undefined), wants: ['posting.set'] as const };
    const { adapter } = smallPlatform(turnableClock());

    const second = hostedKit({ store, log, adapters: [adapter], plugins: [wanting] });

    await expect(second).rejects.toMatchObject({ code: 'store.in-use' });
    expect(warnings).toEqual([]);
  });

  it('follow one another at once where the first was stopped', async () => {
    const store = createMemoryStore();
    const first = await kitOn(store);
    await first.kit.stop();

    const second = await kitOn(store);

    expect(second.kit.health().ready).toBe(true);
  });

  it('do not follow one another while the first is well, however long nothing happens', async () => {
    const store = createMemoryStore();
    const { kit, clock } = await kitOn(store);
    await clock.advance(3 * 60 * MINUTE);

    await expect(kitOn(store, clock.now())).rejects.toMatchObject({ code: 'store.in-use' });

    expect(kit.health().ready).toBe(true);
  });
});

describe('a kit that hung until another had taken over its store', () => {
  async function takenOver() {
    const store = createMemoryStore();
    const { gate, open } = opening();
    const hung = await kitOn(store, ordinaryMonday, gate);
    const receipt = hung.kit.receive(messageIn('north-area', 'hello'));
    await receipt.accepted;
    const next = await kitOn(store, ordinaryMonday + 6 * MINUTE);
    await next.kit.idle();
    return { store, hung, next, receipt, open };
  }

  it('commits nothing of what it was at, and nothing is done twice', async () => {
    const { store, hung, next, receipt, open } = await takenOver();

    open();
    await expect(receipt.settled).rejects.toThrow();
    await hung.clock.set(ordinaryMonday + 7 * MINUTE);

    expect(next.platform.arrived).toEqual(['north-area: You said hello']);
    expect(hung.platform.arrived).toEqual([]);
    expect(await store.waiting()).toEqual([]);
    expect(await store.outgoing()).toEqual([]);
  });

  it('takes nothing in any more: what it is offered may come to the other', async () => {
    const { store, hung, open } = await takenOver();

    const { accepted, settled } = hung.kit.receive(messageIn('north-area', 'late'));

    await expect(accepted).rejects.toMatchObject({ code: 'store.taken-over' });
    await expect(settled).rejects.toThrow();
    expect(await store.waiting()).toEqual([]);
    open();
  });

  it('says so once, and stops', async () => {
    const { hung, open } = await takenOver();

    await hung.clock.set(ordinaryMonday + 7 * MINUTE);
    open();
    await hung.kit.stop();

    expect(hung.errors).toEqual([expect.stringContaining('Another kit works on this store now')]);
    expect(hung.failures).toMatchObject([{ code: 'store.taken-over' }]);
    expect(hung.kit.health()).toMatchObject({ alive: false, ready: false });
  });

  it('leaves the store to the other when it is stopped', async () => {
    const { hung, next, open } = await takenOver();
    open();
    await hung.clock.set(ordinaryMonday + 7 * MINUTE);
    await hung.kit.stop();

    await next.kit.receive(messageIn('north-area', 'again')).settled;
    await next.kit.idle();

    expect(next.platform.arrived.at(-1)).toBe('north-area: You said again');
  });
});

describe('a kit that hung until another had taken over its store and stopped', () => {
  it('does not go on where it was, but stops, so that whoever runs it starts it anew', async () => {
    const store = createMemoryStore();
    const hung = await kitOn(store);
    await hung.kit.receive(messageIn('north-area', 'before')).settled;
    const next = await kitOn(store, ordinaryMonday + 6 * MINUTE);
    await next.kit.stop();

    await hung.clock.set(ordinaryMonday + 7 * MINUTE);
    await hung.kit.stop();
    const third = await kitOn(store, ordinaryMonday + 8 * MINUTE);

    expect(hung.failures).toMatchObject([{ code: 'store.taken-over' }]);
    expect(third.kit.health().ready).toBe(true);
  });
});

describe('a kit that another takes over from while it starts', () => {
  /** A kit that waits for its messenger while it starts, at a message that it cannot finish. */
  async function startingUntil(gate: Promise<void>) {
    const memory = createMemoryStore();
    const { shared } = memory;
    const store = { ...memory, ...(shared && { shared: { ...shared, leaseFor: 3_000 } }) };
    const handling = opening();
    const before = await kitOn(store, ordinaryMonday, handling.gate);
    onTestFinished(handling.open);
    await before.kit.receive(messageIn('north-area', 'hello')).accepted;
    const clock = turnableClock(ordinaryMonday + 6 * MINUTE);
    const { adapter } = smallPlatform(clock);
    const connecting = opening();
    const slow = defineAdapter({
      ...adapter,
      async connect(...args) {
        connecting.open();
        await gate;
        return adapter.connect(...args);
      },
    });
    const kit = createKit({
      ...{ communities: [blueprintOf(healthWorkers)], clock, store, adapters: [slow] },
      plugins: [answering(handling.gate)],
    });
    onTestFinished(() => kit.stop());
    const start = kit.start();
    start.catch(() => undefined);
    await connecting.gate;
    return { store, kit, clock, start };
  }

  it('says so without waiting for what it was at: the other finishes that', async () => {
    const { gate, open } = opening();
    const { store, kit, clock, start } = await startingUntil(gate);
    const failed = expect(start).rejects.toMatchObject({ code: 'store.taken-over' });
    const next = await kitOn(store, ordinaryMonday + 12 * MINUTE);
    await next.kit.idle();

    await clock.advance(1_000);
    open();
    await clock.advance(2_000);

    await failed;
    expect(kit.health().state).toBe('stopped');
    expect(next.platform.arrived).toEqual(['north-area: You said hello']);
  });

  it('has not started, even if that happens at the last moment', async () => {
    const store = createMemoryStore();
    const { gate, open } = opening();
    const clock = turnableClock(ordinaryMonday);
    const slow: typeof store = {
      ...store,
      async list(...args) {
        // What it reads last: its schedules.
        if (kit.health().state === 'running') await gate;
        return store.list(...args);
      },
    };
    const kit = createKit({ communities: [blueprintOf(healthWorkers)], clock, store: slow });
    onTestFinished(() => kit.stop());
    const failed = expect(kit.start()).rejects.toMatchObject({ code: 'store.taken-over' });
    await clock.advance(0);
    expect(kit.health().state).toBe('running');
    await kitOn(store, ordinaryMonday + 6 * MINUTE);

    await clock.advance(2 * MINUTE);
    open();

    await failed;
  });
});

describe('a kit that slept without anybody taking over', () => {
  it('goes on as if nothing had been', async () => {
    const store = createMemoryStore();
    const { kit, clock, platform, errors } = await kitOn(store);
    await clock.set(ordinaryMonday + 60 * MINUTE);

    await kit.receive(messageIn('north-area', 'awake')).settled;
    await kit.idle();

    expect(platform.arrived).toEqual(['north-area: You said awake']);
    expect(errors).toEqual([]);
  });

  it('lets nothing out before it knows that it still has the store', async () => {
    const store = createMemoryStore();
    let isAsked = false;
    const { gate, open } = opening();
    const slow: typeof store = {
      ...store,
      async lease(...args) {
        if (isAsked) await gate;
        isAsked = true;
        return store.lease(...args);
      },
    };
    const { kit, clock, platform } = await kitOn(slow);
    // The clock leaps: the renewal is under way, and has not come back.
    await clock.set(ordinaryMonday + 10 * MINUTE);
    await kit.receive(messageIn('north-area', 'hello')).settled;
    await kit.idle();
    expect(platform.arrived).toEqual([]);

    open();
    await clock.advance(2 * MINUTE);
    await kit.idle();

    expect(platform.arrived).toEqual(['north-area: You said hello']);
  });
});

describe('a kit whose clock is set back by an hour', () => {
  /** A kit whose renewals are counted, and may be held up. */
  async function counted(gate: Promise<void> = Promise.resolve()) {
    const memory = createMemoryStore();
    const seen = { asked: 0 };
    const store: typeof memory = {
      ...memory,
      async lease(...args) {
        seen.asked += 1;
        if (seen.asked > 1) await gate;
        return memory.lease(...args);
      },
    };
    return { seen, ...(await kitOn(store)) };
  }

  it('holds on to its store as before', async () => {
    const { seen, clock } = await counted();

    await clock.set(ordinaryMonday - 60 * MINUTE);
    await clock.advance(10 * MINUTE);

    expect(seen.asked).toBe(1 + 6);
  });

  it('does not believe for an hour that it still has a store of which it hears nothing', async () => {
    const { gate, open } = opening();
    const { kit, clock, platform } = await counted(gate);
    await clock.set(ordinaryMonday - 60 * MINUTE);
    await clock.advance(6 * MINUTE);

    await kit.receive(messageIn('north-area', 'hello')).settled;
    await kit.idle();

    expect(platform.arrived).toEqual([]);
    open();
  });
});

describe('a kit whose store nobody else can have', () => {
  it('waits for nothing', async () => {
    const heard: string[] = [];
    const clock = turnableClock();
    const kit = createKit({
      communities: [blueprintOf(healthWorkers)],
      clock,
      plugins: [listenerTo(heard)],
    });
    await kit.start();
    onTestFinished(() => kit.stop());
    expect(clock.waiting()).toBe(1);

    await clock.advance(60 * MINUTE);
    await kit.receive(messageIn('north-area', 'hello')).settled;

    expect(heard).toEqual(['hello']);
  });
});

describe('a kit whose store has failed', () => {
  it('tells whoever runs it, once', async () => {
    const memory = createMemoryStore();
    let isBroken = false;
    const broken = (): never => {
      throw new KapwaError('store.failed', 'The disk is full.');
    };
    const store: typeof memory = {
      ...memory,
      accept: (...args) => (isBroken ? broken() : memory.accept(...args)),
      commit: (...args) => (isBroken ? broken() : memory.commit(...args)),
    };
    const { kit, failures } = await kitOn(store);
    isBroken = true;

    for (const text of ['one', 'two']) {
      const { accepted, settled } = kit.receive(messageIn('north-area', text));
      await expect(accepted).rejects.toMatchObject({ code: 'store.failed' });
      await expect(settled).rejects.toThrow();
    }

    expect(failures).toMatchObject([{ code: 'store.failed', message: 'The disk is full.' }]);
  });
});
