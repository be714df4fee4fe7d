import { createKit, createMemoryStore, defineBlueprint, type Kit, type Store } from '@kapwa/core';
import { type TurnableClock, turnableClock } from '@kapwa/testing';
import { adapterContract } from '@kapwa/testing/contracts';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { lineAdapter } from '../third-party/line-adapter.js';
import { decode } from '../third-party/line-wire.js';
import { officeHours } from '../third-party/office-hours.js';
import { LineMessenger } from './line-messenger.js';

adapterContract('the adapter of Line', { hasGroups: true, repeats: true }, () =>
  new LineMessenger().underTest(),
);

const community = defineBlueprint({
  community: { name: 'Health', purpose: 'Helping one another', timeZone: 'Africa/Nairobi' },
  groups: { north: { name: 'North Area', purpose: 'Talk', chat: { line: 'north' } } },
  plugins: { 'office-hours': {} },
});

describe('a community on Line', () => {
  let clock: TurnableClock;
  let store: Store;
  let line: LineMessenger;
  let kit: Kit;

  beforeEach(async () => {
    clock = turnableClock(Date.parse('2027-03-01T10:00+03:00'));
    clock.settleWith(() => kit.idle());
    store = createMemoryStore();
    line = new LineMessenger(() => clock.now());
    const adapters = [lineAdapter(line.forBot)];
    kit = createKit({ communities: [community], adapters, plugins: [officeHours], clock, store });
    await kit.start();
  });
  afterEach(() => kit.stop());

  it('is answered in its group', async () => {
    await line.writes('/office hours', 'north');
    await kit.idle();
    expect(line.written('north')).toEqual(['The office is open now, until 17:00.']);
  });

  it('is answered once Line lets the bot write again', async () => {
    line.refusal = { no: 'too fast', wait: 5_000 };
    await line.writes('office hours');
    await kit.idle();
    expect(line.written('ana')).toEqual([]);
    await clock.advance(10_000);
    await kit.idle();
    expect(line.written('ana')).toEqual(['The office is open now, until 17:00.']);
  });

  it('loses nothing that its bot cannot read', async () => {
    await line.tells({ news: 'dreamt', text: 'of the sea' });
    const [letter] = await store.dead();
    expect(letter?.reason).toContain("Expected 'wrote' | 'came'");
    await line.writes('/office', 'north');
    await kit.idle();
    expect(line.written('north')).toHaveLength(1);
  });

  it('can be seen to be cut off', async () => {
    expect(kit.health().transports).toEqual({ line: 'connected' });
    await line.hangsUp();
    await kit.idle();
    expect(kit.health().problems).toEqual(['line is disconnected.']);
  });
});

describe('what Line tells', () => {
  const told = { id: 'n1', at: 5, from: { id: 'ana', name: 'Ana' } };
  const base = { id: 'n1', at: 5, adapter: 'line' };

  it('is somebody who came into a room', () => {
    expect(decode({ ...told, news: 'came', room: 'north' })).toEqual({
      ...base,
      kind: 'member.joined',
      chat: { id: 'north', direct: false },
      member: told.from,
    });
  });

  it('is a message in the direct chat of whoever wrote it, where it names no room', () => {
    const event = decode({ ...told, news: 'wrote', message: 'm1', text: 'Good morning' });
    expect(event).toMatchObject({
      ...base,
      chat: { id: 'ana', direct: true },
      text: 'Good morning',
    });
  });
});
