import { plain } from '@kapwa/core';
import { expect, it } from 'vitest';
import { GROUP, type Probe, type Reaction } from './probe.js';
import type { AdapterUnderTest, Place } from './under-test.js';

/** The adapter of a running test, and the kit around it. */
export interface Subject {
  readonly under: AdapterUnderTest;
  readonly probe: Probe;
}

const answer =
  (text: string, reply: boolean): Reaction =>
  (context, event) => {
    const person = context.actor?.person.id ?? '';
    context.perform({
      kind: 'message.send',
      to: event.chat.direct ? { person } : { group: GROUP },
      text: plain(text),
      ...(reply ? { replyTo: event.message } : {}),
    });
  };

function talksIn(place: Place, subject: () => Subject): void {
  it(`reports what is written (${place})`, async () => {
    const { probe, under } = subject();

    const event = await probe.asks(place, 'Good morning, everybody');

    expect(event).toMatchObject({
      adapter: under.adapter.name,
      text: 'Good morning, everybody',
      chat: { direct: place === 'direct' },
    });
    expect(event.id).not.toBe('');
    expect(event.from.id).not.toBe('');
    expect(event.message).not.toBe('');
  });

  it(`answers where it was asked, and does not hear itself (${place})`, async () => {
    const { probe, under } = subject();

    await probe.asks(place, 'Is anybody there?', answer('I am here', false));

    expect(probe.outcomes).toEqual([{ kind: 'sent', messages: [expect.any(String)] }]);
    expect(await under.written(place)).toEqual(['I am here']);
    expect(probe.heard).toHaveLength(1);
  });

  it(`answers by the id under which a message was reported (${place})`, async () => {
    const { probe, under } = subject();

    await probe.asks(place, 'Is anybody there?', answer('I am here', true));

    expect(probe.outcomes).toMatchObject([{ kind: 'sent' }]);
    expect(await under.written(place)).toHaveLength(1);
  });
}

function tellsApart(subject: () => Subject): void {
  it('tells messages apart by their ids', async () => {
    const { probe } = subject();

    const first = await probe.asks('direct', 'Good morning');
    const second = await probe.asks('direct', 'Good morning');

    expect(second.id).not.toBe(first.id);
    expect(second.message).not.toBe(first.message);
  });
}

/** What hearing and answering must be like. */
export function talkContract(hasGroups: boolean, subject: () => Subject): void {
  talksIn('direct', subject);
  if (hasGroups) talksIn('group', subject);
  tellsApart(subject);
}

/** What a platform that repeats itself must be met with. */
export function repeatContract(subject: () => Subject): void {
  it('hears once what the platform tells twice', async () => {
    const { probe, under } = subject();
    await probe.asks('direct', 'Good morning');

    await under.tellsAgain?.();
    await probe.rest();

    expect(probe.heard).toHaveLength(1);
  });
}

/** What taking a message away must be like: done, or said that it cannot be. */
export function deleteContract(subject: () => Subject): void {
  it('takes a message away in a group where it says that it can, and nowhere else', async () => {
    const { probe, under } = subject();
    let level = '';

    const event = await probe.asks(
      'group',
      'Take this away',
      async (context, { message, from }) => {
        level = (await context.capability('message.delete')).level;
        const target = { group: GROUP, message, author: from.id };
        context.perform({ kind: 'message.delete', target }, { reason: 'contract' });
      },
    );

    const native = level === 'native';
    expect(probe.outcomes).toEqual([
      native ? { kind: 'done' } : { kind: 'refused', reason: expect.stringMatching(/\S/) },
    ]);
    expect(await under.stands(event.message)).toBe(!native);
  });
}
