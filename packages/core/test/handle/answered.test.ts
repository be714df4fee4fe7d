import type { InboxEntry, MessageReceived } from '@kapwa/core';
import { describe, expect, it } from 'vitest';
import { answered } from '../../src/handle/answered.js';

const event: MessageReceived = {
  ...{ kind: 'message.received', id: '1', at: 0, adapter: 'playground', text: 'hi', mentions: [] },
  ...{ message: 'm1', chat: { id: 'north', direct: false }, from: { id: 'ana' } },
};
const entry: InboxEntry = {
  ...{ id: '1', lane: 'group:north', event, attempt: 0 },
  place: { community: 'health', group: 'north' },
};
const show = { kind: 'typing.show', to: { group: 'north' } } as const;

describe('typing', () => {
  it('is shown in answer to the message that was heard', () => {
    expect(answered(show, entry)).toEqual({ ...show, answers: 'm1' });
  });

  it('is shown in answer to another one where a plugin says so', () => {
    expect(answered({ ...show, answers: 'm0' }, entry)).toEqual({ ...show, answers: 'm0' });
  });

  it('answers nothing that was said in another chat', () => {
    const elsewhere = { kind: 'typing.show', to: { person: 'ana' } } as const;

    expect(answered(elsewhere, entry)).toBe(elsewhere);
  });
});
