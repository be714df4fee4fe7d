import {
  type AnyPlugin,
  createEmbeddedStore,
  createMemoryStore,
  createWorker,
  plain,
} from '@kapwa/core';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { messageIn } from '../events.js';
import { hostedKit } from '../hosted-kit.js';
import { pluginThat } from '../plugin-that.js';
import { temporaryFolder } from '../temporary-folder.js';
import { crewOfKit, type OwnProcess } from './crew-of-kit.js';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

/** Answers every message, and notes in which process and in which order it was handled. */
function answering(notes: string[], before: (process: string) => unknown = () => undefined) {
  return (process: string): readonly AnyPlugin[] => [
    pluginThat('answering', (scope) => {
      const order = scope.collection('order', { lane: 'group', schema: z.array(z.string()) });
      scope.on('message.received', {}, async (context, { text, chat }) => {
        notes.push(`${process}: ${text}`);
        await before(process);
        context.records(order).append(chat.id, text);
        const to = { group: chat.id };
        context.perform({ kind: 'message.send', to, text: plain(`You said ${text}`) });
      });
    }),
  ];
}

/** Something that is waited for until it is opened. */
function gate() {
  let open = (): void => undefined;
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { opened, open };
}

describe('a kit with workers', () => {
  it('has them handle what it takes in, and answers itself', async () => {
    const notes: string[] = [];
    const { kit, platform, workerCalled } = await crewOfKit(answering(notes));
    await workerCalled('worker');

    await kit.receive(messageIn('north-area', 'hello')).settled;
    await kit.idle();

    expect(notes).toEqual(['worker: hello']);
    expect(platform.arrived).toEqual(['north-area: You said hello']);
  });

  it('keeps the messages of a group in order, whoever handles them', async () => {
    const notes: string[] = [];
    const { kit, store, platform, workerCalled } = await crewOfKit(answering(notes));
    await Promise.all(['one', 'two', 'three'].map((name) => workerCalled(name, 1)));
    const texts = Array.from({ length: 20 }, (_, index) => `message ${index}`);

    const groups = ['north-area', 'cairo-team', 'basic-training', 'medical-supplies'];
    for (const text of texts) {
      for (const group of groups) kit.receive(messageIn(group, text, { from: { id: group } }));
    }
    await kit.idle();

    for (const group of groups) {
      const own = platform.arrived.filter((line) => line.startsWith(group));
      expect(own).toEqual(texts.map((text) => `${group}: You said ${text}`));
    }
    expect(notes).toHaveLength(80);
    expect(await store.waiting()).toEqual([]);
    expect(await store.outgoing()).toEqual([]);
  });

  it('handles events itself until one comes, and again when the last has gone', async () => {
    const notes: string[] = [];
    const { kit, clock, workerCalled } = await crewOfKit(answering(notes));
    await kit.receive(messageIn('north-area', 'before')).settled;
    const { worker } = await workerCalled('worker');
    await kit.receive(messageIn('north-area', 'meanwhile')).settled;
    await worker.stop();
    await clock.advance(0);

    await kit.receive(messageIn('north-area', 'after')).settled;

    expect(notes).toEqual(['kit: before', 'worker: meanwhile', 'kit: after']);
  });

  it('goes on with what a handler has posted, and with what it could not do', async () => {
    const heard: string[] = [];
    let tries = 0;
    const plugins = (process: string) => [
      pluginThat('posting', (scope) => {
        scope.posted('greet', (_, data) => void heard.push(`${process}: ${data}`));
        scope.on('message.received', {}, (context, { text }) => {
          tries += 1;
          if (tries === 1) throw new Error('not now');
          context.post({ group: 'cairo-team' }, 'greet', text);
        });
      }),
    ];
    const { kit, clock, workerCalled } = await crewOfKit(plugins);
    await workerCalled('worker');
    await kit.receive(messageIn('north-area', 'hello')).settled;
    expect(heard).toEqual([]);

    await clock.advance(5 * MINUTE);
    await kit.idle();

    expect(heard).toEqual(['worker: hello']);
  });

  it('gives them nothing of a community that is paused, and all of it later', async () => {
    const notes: string[] = [];
    const { kit, platform, workerCalled } = await crewOfKit(answering(notes));
    await workerCalled('worker');
    await kit.pause('health-workers');
    await kit.receive(messageIn('north-area', 'hello')).accepted;
    expect(notes).toEqual([]);

    await kit.resume('health-workers');
    await kit.idle();

    expect(notes).toEqual(['worker: hello']);
    expect(platform.arrived.at(-1)).toBe('north-area: You said hello');
  });

  it('tells how many are there', async () => {
    const { kit, workerCalled } = await crewOfKit(answering([]));
    expect(await kit.metrics()).toContain('kapwa_workers 0');

    await Promise.all([workerCalled('one'), workerCalled('two')]);

    expect(await kit.metrics()).toContain('kapwa_workers 2');
  });
});

describe('a kit that leaves all events to workers', () => {
  it('keeps them until one comes, and says that it waits', async () => {
    const notes: string[] = [];
    const { kit, clock, said, workerCalled } = await crewOfKit(answering(notes), { role: 'web' });
    const { accepted, settled } = kit.receive(messageIn('north-area', 'hello'));
    expect(await accepted).toBe(true);
    await clock.advance(2 * MINUTE);
    expect(notes).toEqual([]);
    expect(said).toEqual([expect.stringContaining('no worker is there')]);
    expect(kit.health().problems).toEqual([expect.stringContaining('no worker is there')]);

    await workerCalled('worker');
    await settled;

    expect(notes).toEqual(['worker: hello']);
    expect(kit.health().problems).toEqual([]);
  });

  it('stops at once all the same; whoever is started next goes on with them', async () => {
    const notes: string[] = [];
    const store = createMemoryStore();
    const first = await crewOfKit(answering(notes), { role: 'web', store });
    const { accepted } = first.kit.receive(messageIn('north-area', 'hello'));
    await accepted;
    await first.kit.stop();

    const { kit, platform } = await crewOfKit(answering(notes), { store });
    await kit.idle();

    expect(notes).toEqual(['kit: hello']);
    expect(platform.arrived).toEqual(['north-area: You said hello']);
  });

  it('needs a store that others can work on, too', async () => {
    const own = hostedKit({ role: 'web', store: createEmbeddedStore(await temporaryFolder()) });

    await expect(own).rejects.toMatchObject({
      code: 'config.invalid',
      message: expect.stringContaining('PostgreSQL'),
    });
  });
});

describe('a worker', () => {
  it('finishes what it has when it is stopped, and leaves the rest to others', async () => {
    const notes: string[] = [];
    const { opened, open } = gate();
    const { kit, platform, clock, workerCalled } = await crewOfKit(
      answering(notes, () => opened),
      { role: 'web' },
    );
    const { worker } = await workerCalled('first', 1);
    const { settled } = kit.receive(messageIn('north-area', 'one'));
    const second = kit.receive(messageIn('cairo-team', 'two', { from: { id: 'ben' } }));
    await clock.advance(0);
    const stopped = worker.stop();
    await workerCalled('second');
    open();
    await stopped;

    await Promise.all([settled, second.settled]);
    await kit.idle();

    expect(notes.sort()).toEqual(['first: one', 'second: two']);
    expect([...platform.arrived].sort()).toEqual([
      'cairo-team: You said two',
      'north-area: You said one',
    ]);
  });

  it('that ends without a word is followed by another within seconds', async () => {
    const notes: string[] = [];
    const { opened } = gate();
    const wait = (process: string) => (process === 'lost' ? opened : undefined);
    const { kit, clock, platform, workerCalled, said } = await crewOfKit(answering(notes, wait), {
      role: 'web',
    });
    const lost = await workerCalled('lost');
    const { settled } = kit.receive(messageIn('north-area', 'hello'));
    await clock.advance(0);
    lost.kill();
    await workerCalled('next');

    await clock.advance(4 * SECOND);
    await settled;
    await kit.idle();

    expect(notes).toEqual(['lost: hello', 'next: hello']);
    expect(platform.arrived).toEqual(['north-area: You said hello']);
    expect(said).toContainEqual(expect.stringContaining('has not been heard of'));
  });

  it.each([
    ['ends without a word', (lost: OwnProcess) => lost.kill()],
    ['hangs', (lost: OwnProcess) => lost.cutOff()],
  ])('that %s is followed as soon when the clock was set back by an hour', async (_, lose) => {
    const notes: string[] = [];
    const { opened, open } = gate();
    const wait = (process: string) => (process === 'lost' ? opened : undefined);
    const { kit, clock, workerCalled } = await crewOfKit(answering(notes, wait), { role: 'web' });
    const lost = await workerCalled('lost');
    const { settled } = kit.receive(messageIn('north-area', 'hello'));
    await clock.advance(0);
    lose(lost);
    await clock.set(clock.now() - HOUR);
    await workerCalled('next');

    await clock.advance(20 * SECOND);
    await settled;

    expect(notes).toEqual(['lost: hello', 'next: hello']);
    open();
  });

  it('is not why an event is set aside that ended together with others', async () => {
    const notes: string[] = [];
    const { opened } = gate();
    const wait = (process: string) => (process === 'next' ? undefined : opened);
    const { kit, clock, workerCalled, said } = await crewOfKit(answering(notes, wait), {
      role: 'web',
    });
    const lost: Awaited<ReturnType<typeof workerCalled>>[] = [];
    for (const name of ['one', 'two', 'three', 'four']) lost.push(await workerCalled(name));
    kit.receive(messageIn('north-area', 'hello'));
    await clock.advance(0);

    for (const worker of lost) worker.kill();
    await clock.advance(10 * SECOND);
    await workerCalled('next');
    await clock.advance(0);
    await kit.idle();

    expect(notes.at(-1)).toBe('next: hello');
    expect(said).not.toContainEqual(expect.stringContaining('tried again in'));
  });

  it('that was frozen until others had handled it commits nothing any more', async () => {
    const notes: string[] = [];
    const { opened, open } = gate();
    const wait = (process: string) => (process === 'frozen' ? opened : undefined);
    const { kit, clock, platform, store, workerCalled } = await crewOfKit(answering(notes, wait), {
      role: 'web',
    });
    const frozen = await workerCalled('frozen');
    kit.receive(messageIn('north-area', 'hello'));
    await clock.advance(0);
    frozen.cutOff();
    await workerCalled('next');
    await clock.advance(20 * SECOND);
    await kit.idle();

    frozen.connect();
    open();
    await clock.advance(20 * SECOND);
    await kit.receive(messageIn('north-area', 'again')).settled;
    await kit.idle();

    expect(platform.arrived).toEqual(['north-area: You said hello', 'north-area: You said again']);
    const order = await store.list('answering.order', '');
    expect(order.map(({ value }) => value)).toEqual([['hello', 'again']]);
    expect(frozen.worker.busy).toBe(0);
  });

  it('that has not heard of a task is given it again', async () => {
    const notes: string[] = [];
    const { kit, clock, workerCalled } = await crewOfKit(answering(notes), { role: 'web' });
    const only = await workerCalled('only');
    only.cutOff();
    const { settled } = kit.receive(messageIn('north-area', 'hello'));
    await clock.advance(1 * SECOND);
    only.connect();
    expect(notes).toEqual([]);

    await clock.advance(8 * SECOND);
    await settled;

    expect(notes).toEqual(['only: hello']);
  });

  it('says what it did to those who watch it', async () => {
    const { kit, workerCalled } = await crewOfKit(answering([]));
    const { worker } = await workerCalled('worker');
    const reports: string[] = [];
    worker.events.on('turn.finished', ({ event, actions }) => {
      reports.push(`${event.kind}, ${actions.length} action`);
    });

    await kit.receive(messageIn('north-area', 'hello')).settled;

    expect(reports).toContain('message.received, 1 action');
  });

  it('needs a store that others can work on, too', async () => {
    const store = createEmbeddedStore(await temporaryFolder());

    expect(() => createWorker({ store })).toThrow(/PostgreSQL/);
    expect(() => createWorker({ store: createMemoryStore(), atOnce: 0 })).toThrow(/atOnce/);
  });
});

describe('an event whose workers end', () => {
  it('is set aside after three of them, so that others do not suffer', async () => {
    const notes: string[] = [];
    const { opened } = gate();
    const wait = () => opened;
    const { kit, clock, said, workerCalled } = await crewOfKit(answering(notes, wait), {
      role: 'web',
    });
    kit.receive(messageIn('north-area', 'poison'));
    for (const name of ['one', 'two', 'three', 'four']) {
      const { kill } = await workerCalled(name);
      await clock.advance(1 * SECOND);
      kill();
      await clock.advance(20 * SECOND);
    }

    expect(notes).toEqual(['one: poison', 'two: poison', 'three: poison']);
    expect(said).toContainEqual(expect.stringContaining('3 workers ended'));

    await workerCalled('five');
    await clock.advance(10 * MINUTE);
    expect(notes.at(-1)).toBe('five: poison');
  });
});

describe('a kit that takes over', () => {
  it('goes on with what the workers of the one before had at hand', async () => {
    const notes: string[] = [];
    const { opened, open } = gate();
    const store = createMemoryStore();
    const wait = (process: string) => (process === 'slow' ? opened : undefined);
    const before = await crewOfKit(answering(notes, wait), { role: 'web', store });
    await before.workerCalled('slow');
    const receipt = before.kit.receive(messageIn('north-area', 'hello'));
    await receipt.accepted;
    await before.clock.advance(0);
    const stopped = before.kit.stop();
    await before.clock.advance(30 * SECOND);
    await stopped;

    const after = await crewOfKit(answering(notes), { store });
    await after.kit.idle();
    open();
    await after.clock.advance(30 * SECOND);

    expect(notes[0]).toBe('slow: hello');
    expect(after.platform.arrived).toEqual(['north-area: You said hello']);
    const order = await store.list('answering.order', '');
    expect(order.map(({ value }) => value)).toEqual([['hello']]);
    expect(await store.waiting()).toEqual([]);
  });
});
