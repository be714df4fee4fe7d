import { type EncodeFacts, link, mention, plain } from '@kapwa/core';
import { describe, expect, it } from 'vitest';
import { encode, maxText, requestSchema } from '../src/index.js';

const accounts = new Map([['person_1', 'ana']]);
const facts: EncodeFacts = {
  chat: { id: 'north', direct: false },
  accountOf: (person) => accounts.get(person),
};

describe('encoding what the bot asks for', () => {
  it('writes a mention so that the person is notified', () => {
    const steps = encode(
      {
        kind: 'message.send',
        to: { group: 'north' },
        text: [...plain('Thank you, '), mention('person_1', 'Ana'), ...plain('!')],
      },
      facts,
    );

    expect(steps).toEqual([
      {
        op: 'send',
        body: {
          chat: { id: 'north', direct: false },
          text: 'Thank you, @Ana!',
          marks: [{ kind: 'mention', offset: 11, length: 4, account: 'ana' }],
        },
      },
    ]);
  });

  it('names somebody without an account plainly, as nobody would be notified', () => {
    const text = [...plain('Thank you, '), mention('person_2', 'Ben')];
    const [step] = encode({ kind: 'message.send', to: { group: 'north' }, text }, facts);

    expect(step?.body).toMatchObject({ text: 'Thank you, Ben', marks: [] });
  });

  it('shows a link by its words and keeps where it leads', () => {
    const text = [link('https://example.org/rules', 'the rules')];
    const [step] = encode({ kind: 'message.send', to: { group: 'north' }, text }, facts);

    expect(step?.body).toMatchObject({
      text: 'the rules',
      marks: [{ kind: 'link', offset: 0, length: 9, url: 'https://example.org/rules' }],
    });
  });

  it('prints emphasis bold and leaves a mention inside it a mention', () => {
    const text = [
      { kind: 'emphasis' as const, parts: [...plain('Well done '), mention('person_1', 'Ana')] },
    ];
    const [step] = encode({ kind: 'message.send', to: { group: 'north' }, text }, facts);

    expect(step?.body).toMatchObject({
      text: 'Well done @Ana',
      marks: [
        { kind: 'bold', offset: 0, length: 10 },
        { kind: 'mention', offset: 10, length: 4, account: 'ana' },
      ],
    });
  });

  it('sends a text that is too long as several messages, of which the first answers', () => {
    const text = plain('Wash your hands. '.repeat(600));
    const steps = encode(
      { kind: 'message.send', to: { group: 'north' }, text, replyTo: 'm4' },
      facts,
    );
    const bodies = steps.map(({ body }) => body as { text: string; replyTo?: string });

    expect(bodies.length).toBe(3);
    expect(bodies.every((body) => body.text.length <= maxText)).toBe(true);
    expect(bodies.map(({ replyTo }) => replyTo)).toEqual(['m4', undefined, undefined]);
  });

  it('deletes by the id of the message', () => {
    const steps = encode(
      { kind: 'message.delete', target: { group: 'north', message: 'm9', author: 'ben' } },
      facts,
    );

    expect(steps).toEqual([
      { op: 'delete', body: { chat: { id: 'north', direct: false }, message: 'm9' } },
    ]);
  });

  it('gives only what the messenger understands', () => {
    const steps = [
      ...encode({ kind: 'message.send', to: { group: 'north' }, text: plain('Hi') }, facts),
      ...encode({ kind: 'message.delete', target: { group: 'north', message: 'm1' } }, facts),
    ];

    expect(steps.map((step) => requestSchema.parse(step))).toEqual(steps);
  });
});
