import type { OutboxItem } from '@kapwa/core';
import { describe, expect, it } from 'vitest';
import { createWaitingList } from '../../src/outbox/waiting-list.js';

function item(id: string, person: string, unreached?: 'waits' | 'released'): OutboxItem {
  return {
    ...{ id, community: 'health', lane: `person:${person}`, adapter: 'playground', at: 0 },
    ...{ plugin: 'conduct', destination: `person:${person}`, options: {}, attempt: 0 },
    place: { community: 'health', person },
    action: { kind: 'message.send', to: { person }, text: [] },
    ...(unreached === undefined ? {} : { unreached }),
  };
}

const ids = (items: readonly OutboxItem[]): string[] => items.map(({ id }) => id);

describe('what waits for the first word of somebody', () => {
  it('is found by whom it is for, in order, among all that goes out', () => {
    const list = createWaitingList();
    list.set(item('1', 'ana', 'waits'));
    list.set(item('2', 'ana'));
    list.set(item('3', 'juma', 'waits'));
    list.set(item('4', 'ana', 'waits'));

    expect(ids(list.parked('person:ana'))).toEqual(['1', '4']);
    expect(ids(list.parked('person:grace'))).toEqual([]);
    expect(ids(list.parked()).sort()).toEqual(['1', '3', '4']);
  });

  it('is found no more once they have written, or it has settled', () => {
    const list = createWaitingList();
    list.set(item('1', 'ana', 'waits'));
    list.set(item('2', 'ana', 'waits'));
    list.set(item('1', 'ana', 'released'));
    list.remove('2');

    expect(list.parked('person:ana')).toEqual([]);
    expect(list.parked()).toEqual([]);
    expect(list.has('1')).toBe(true);
  });
});
