import { createEmbeddedStore, KapwaError, type Store } from '@kapwa/core';
import { testCommunity } from '@kapwa/testing';
import { describe, expect, it, onTestFinished } from 'vitest';
import { temporaryFolder } from '../temporary-folder.js';
import { doer, told } from './doer.js';

const group = 'north-area';
const HOUR = 60 * 60_000;

async function community(store?: () => Store) {
  const problems: unknown[] = [];
  const does = doer({
    async mute(context) {
      const { id: person } = await context.personOf({ id: 'baraka' });
      context.perform({ kind: 'member.mute', group, person }, { ...told, reason: 'flood' });
    },
    async 'mute for an hour'(context) {
      const { id: person } = await context.personOf({ id: 'baraka' });
      const until = context.now + HOUR;
      context.perform({ kind: 'member.mute', group, person }, { ...told, reason: 'flood', until });
    },
    async unmute(context) {
      const { id: person } = await context.personOf({ id: 'baraka' });
      context.perform({ kind: 'member.unmute', group, person }, told);
    },
    async 'for no reason'(context) {
      const { id: person } = await context.personOf({ id: 'baraka' });
      try {
        context.perform({ kind: 'member.mute', group, person });
      } catch (error) {
        problems.push(error);
      }
    },
  });
  const running = await testCommunity({
    plugins: [does.plugin],
    ...(store === undefined ? {} : { store }),
  });
  onTestFinished(() => running.stop());
  const mayWrite = (who: string): boolean => running.world.write(who, group, 'hello').ok;
  return { community: running, does, problems, mayWrite };
}

describe('somebody who is muted', () => {
  it('reads along and writes nothing, until they are let', async () => {
    const { community: running, does, mayWrite } = await community();

    await running.says('sameer', group, 'mute');
    expect(mayWrite('baraka')).toBe(false);
    expect(mayWrite('ana')).toBe(true);
    await running.says('sameer', group, 'unmute');

    expect(mayWrite('baraka')).toBe(true);
    expect(does.outcomes).toMatchObject([{ kind: 'done' }, { kind: 'done' }]);
  });

  it('may write again when the time is over, although the bot was away then', async () => {
    const folder = await temporaryFolder();
    const { community: running, mayWrite } = await community(() => createEmbeddedStore(folder));

    await running.says('sameer', group, 'mute for an hour');
    expect(mayWrite('baraka')).toBe(false);
    await running.restarts(() => running.world.clock.advance(2 * HOUR));

    expect(mayWrite('baraka')).toBe(true);
  });

  it('stays so where they were muted already, by an admin', async () => {
    const { community: running, mayWrite } = await community();
    await running.atOnce((world) => world.mute('baraka', group, { by: 'sameer' }));

    await running.says('sameer', group, 'mute for an hour');
    await running.passes('2 hours');

    expect(mayWrite('baraka')).toBe(false);
  });

  it('is not muted again by what was to be put back, once an admin let them write', async () => {
    const { community: running, mayWrite } = await community();
    await running.says('sameer', group, 'mute for an hour');

    await running.atOnce((world) => world.unmute('baraka', group, { by: 'sameer' }));
    await running.passes('2 hours');

    expect(mayWrite('baraka')).toBe(true);
  });

  it('is on record, with the reason; what an admin does by hand is, too', async () => {
    const { community: running } = await community();
    await running.says('sameer', group, 'mute');
    await running.atOnce((world) => world.unmute('baraka', group, { by: 'sameer' }));

    const notes: unknown[] = [];
    for await (const { entries } of running.kit.audit.links()) {
      notes.push(...entries.map(({ note }) => [note.what, note.reason]));
    }
    expect(notes).toContainEqual(['member.mute', 'flood']);
    expect(notes).toContainEqual(['member.unmute', 'by-hand']);
  });

  it('has to be muted for a reason', async () => {
    const { community: running, problems } = await community();
    await running.says('sameer', group, 'for no reason');

    expect(problems[0]).toBeInstanceOf(KapwaError);
    expect((problems[0] as KapwaError).message).toContain('member.mute needs a reason');
  });
});
