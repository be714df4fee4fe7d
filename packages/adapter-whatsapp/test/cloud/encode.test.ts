import { plain, type Text } from '@kapwa/core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { encode } from '../../src/cloud/encode.js';

const facts = { chat: { id: '254700000001', direct: true }, accountOf: () => undefined };

interface Sent {
  readonly to?: string;
  readonly recipient?: string;
  readonly recipient_type: string;
  readonly context?: { readonly message_id: string };
  readonly text: { readonly body: string };
}

function sent(text: Text, chat = { id: '254700000001', direct: true }, replyTo?: string): Sent[] {
  const action = {
    kind: 'message.send',
    to: { person: 'p1' },
    text,
    ...(replyTo && { replyTo }),
  } as const;
  return encode(action, { chat, accountOf: () => undefined }).map(({ body }) => body as Sent);
}

describe('encoding a message', () => {
  it('writes to a person by number, in the form of the Graph API', () => {
    expect(sent(plain('Karibu'))).toEqual([
      {
        messaging_product: 'whatsapp',
        recipient_type: 'individual',
        to: '254700000001',
        type: 'text',
        text: { body: 'Karibu', preview_url: false },
      },
    ]);
  });

  it('reads a number that was written with a plus', () => {
    expect(sent(plain('x'), { id: '+254700000001', direct: true })[0]?.to).toBe('254700000001');
  });

  it('writes to a person whose number is hidden by `recipient`, without `to`', () => {
    const [body] = sent(plain('x'), { id: 'KE.1349120865', direct: true });

    expect(body).toMatchObject({ recipient_type: 'individual', recipient: 'KE.1349120865' });
    expect(body).not.toHaveProperty('to');
  });

  it('writes to a group by its id', () => {
    expect(sent(plain('x'), { id: 'Y2FwaV9n', direct: false })[0]).toMatchObject({
      recipient_type: 'group',
      to: 'Y2FwaV9n',
    });
  });

  it('answers a message with the first piece only', () => {
    const bodies = sent(plain('word '.repeat(2000)), undefined, 'wamid.asked');

    expect(bodies.length).toBeGreaterThan(1);
    expect(bodies.map(({ context }) => context?.message_id)).toEqual([
      'wamid.asked',
      ...bodies.slice(1).map(() => undefined),
    ]);
  });

  it('keeps bold bold across a cut', () => {
    const bodies = sent([{ kind: 'emphasis', parts: plain('word '.repeat(1000)) }]);

    expect(bodies.map(({ text }) => text.body)).toEqual([
      expect.stringMatching(/^\*word.*word\*$/),
      expect.stringMatching(/^\*word.*word\* ?$/),
    ]);
  });

  it('keeps every word within the limit, whatever the text', () => {
    const anyText = fc
      .array(fc.oneof(fc.lorem(), fc.string({ unit: 'grapheme' }), fc.constant('\n\n')), {
        maxLength: 20,
      })
      .map((words) => words.join(' ').repeat(30));
    fc.assert(
      fc.property(anyText, (text) => {
        const bodies = sent(plain(text)).map((body) => body.text.body);
        const squeeze = (words: string) => words.normalize('NFKC').replace(/\s/g, '');

        for (const body of bodies) expect(body.length).toBeLessThanOrEqual(4096);
        expect(squeeze(bodies.join(''))).toBe(squeeze(text));
      }),
      { numRuns: 50 },
    );
  });

  it('reacts to a message of a person, and takes the reaction back', () => {
    const target = { person: 'p1', message: 'wamid.1' };
    const react = (emoji: string) =>
      encode({ kind: 'message.react', target, emoji }, facts)[0]?.body;

    expect(react('🙏')).toEqual({
      messaging_product: 'whatsapp',
      recipient_type: 'individual',
      to: '254700000001',
      type: 'reaction',
      reaction: { message_id: 'wamid.1', emoji: '🙏' },
    });
    expect(react('')).toMatchObject({ reaction: { emoji: '' } });
  });

  it('pins a message in a group for 30 days, and lets it go', () => {
    const target = { group: 'g', message: 'wamid.1' };
    const inGroup = { ...facts, chat: { id: 'Y2FwaV9n', direct: false } };

    expect(encode({ kind: 'message.pin', target }, inGroup)[0]?.body).toMatchObject({
      recipient_type: 'group',
      to: 'Y2FwaV9n',
      type: 'pin',
      pin: { type: 'pin', message_id: 'wamid.1', expiration_days: 30 },
    });
    expect(encode({ kind: 'message.unpin', target }, inGroup)[0]?.body).toMatchObject({
      pin: { type: 'unpin', message_id: 'wamid.1' },
    });
  });

  it('refuses what the official API cannot do, as a mistake of the caller', () => {
    const action = { kind: 'message.delete', target: { group: 'g', message: 'wamid.1' } } as const;

    expect(() =>
      encode(action, { chat: { id: 'g', direct: false }, accountOf: () => undefined }),
    ).toThrow(/message\.delete cannot be done/);
  });
});
