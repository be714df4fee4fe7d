import {
  type Attachment,
  attachmentsOf,
  definePlugin,
  type MessageReceived,
  type Outcome,
  plain,
} from '@kapwa/core';
import type { FakePhone } from '@kapwa/testing';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { CloudSettings } from '../src/index.js';
import { type RunningBot, startBot } from './cloud/running-bot.js';

const secret = 'GPS -1.2921, 36.8219';
const bytesOf = (...parts: (string | number[])[]): Uint8Array =>
  Buffer.concat(parts.map((part) => Buffer.from(part as string, 'latin1')));

/** A drawing of nothing, in which its place is written. */
const drawing = bytesOf(
  ...['\x89PNG\r\n\x1a\n', [0, 0, 0, secret.length], 'tEXt', secret, 'sums'],
  ...[[0, 0, 0, 1], 'IDAT', 'x', 'sums', [0, 0, 0, 0], 'IEND', 'sums'],
);
const bareDrawing = bytesOf(
  ...['\x89PNG\r\n\x1a\n', [0, 0, 0, 1], 'IDAT', 'x', 'sums', [0, 0, 0, 0], 'IEND', 'sums'],
);
const png = { mimeType: 'image/png', bytes: drawing };
const pdf = {
  mimeType: 'application/pdf',
  bytes: bytesOf('%PDF-1.7 a form'),
  filename: 'form.pdf',
};

interface Scene extends RunningBot {
  readonly heard: readonly MessageReceived[];
  readonly outcomes: readonly Outcome[];
  readonly amina: FakePhone;
}

/** A bot that sends back what it gets, or what `what` says, with these words. */
async function echoing(
  options: {
    readonly words?: string;
    readonly what?: (event: MessageReceived) => Attachment | undefined;
    readonly settings?: Partial<CloudSettings>;
  } = {},
): Promise<Scene> {
  const { words, what = (event) => attachmentsOf(event)[0], settings } = options;
  const heard: MessageReceived[] = [];
  const outcomes: Outcome[] = [];
  const echo = definePlugin({
    name: 'echo',
    options: z.object({}),
    setup(scope) {
      scope.on('message.received', { direct: true }, (context, event) => {
        heard.push(event);
        const to = { person: context.actor?.person.id ?? '' };
        const attachment = what(event);
        const text = plain(words ?? event.text);
        context.perform({ kind: 'message.send', to, text, ...(attachment && { attachment }) });
      });
    },
  });
  const bot = await startBot({
    plugins: [echo],
    api: { statuses: false },
    ...(settings && { settings }),
  });
  bot.kit.events.on('action.settled', ({ outcome }) => outcomes.push(outcome));
  return { ...bot, heard, outcomes, amina: bot.fake.phone('254700000001', 'Amina') };
}

/** `fetch`, with the address of media that the Graph API tells changed. */
function lyingFetch(url: string, asked: string[]): NonNullable<CloudSettings['fetch']> {
  return async (address, init) => {
    asked.push(address);
    const answer = await fetch(address, init);
    if (init.method === 'POST' || !/\/v\d+\.\d+\/\d+$/.test(address)) return answer;
    return Response.json({ ...((await answer.json()) as object), url });
  };
}

describe('what somebody sends on WhatsApp', () => {
  it.each(['image', 'video', 'audio', 'document', 'sticker'] as const)(
    'is a reference to the %s, without its bytes',
    async (type) => {
      const { amina, settle, heard } = await echoing({ what: () => undefined, words: 'Thanks' });

      amina.sendsFile(type, { ...pdf, mimeType: 'a/b' }, 'Look');
      await settle();

      const name = type === 'document' ? { name: 'form.pdf' } : {};
      expect(heard[0]).toMatchObject({ text: 'Look' });
      expect(heard[0]?.media).toEqual([
        { type, id: expect.stringMatching(/^\d+$/), mimeType: 'a/b', ...name },
      ]);
    },
  );

  it('is a place on the map or contact cards as data', async () => {
    const { amina, settle, heard } = await echoing({ what: () => undefined, words: 'Thanks' });
    const place = { latitude: -1.29, longitude: 36.82, name: 'Clinic', address: 'Moi Avenue' };
    const name = { formatted_name: 'Nurse Grace', first_name: 'Grace' };
    const phones = [{ phone: '+254 700 000009', wa_id: '254700000009', type: 'CELL' }];

    amina.sends({ type: 'location', location: place });
    amina.sends({ type: 'contacts', contacts: [{ name, phones }] });
    await settle();

    expect(heard[0]).toMatchObject({ text: '', location: place });
    expect(heard[1]?.contacts).toEqual([{ name: 'Nurse Grace', phones: ['+254 700 000009'] }]);
    expect(heard.flatMap(({ media = [] }) => media)).toEqual([]);
  });
});

describe('what the bot sends on WhatsApp', () => {
  it('is the same picture with its caption, without the place where it was taken', async () => {
    const { amina, settle, outcomes } = await echoing();

    amina.sendsFile('image', png, 'Our new well');
    await settle();

    expect(amina.received).toMatchObject([{ type: 'image', text: 'Our new well' }]);
    expect(Buffer.from(amina.received[0]?.file?.bytes ?? [])).toEqual(bareDrawing);
    expect(outcomes).toEqual([{ kind: 'sent', messages: [amina.received[0]?.id] }]);
  });

  it('is a document by its name', async () => {
    const { amina, settle } = await echoing();

    amina.sendsFile('document', pdf, 'The form');
    await settle();

    expect(amina.received).toMatchObject([{ type: 'document', text: 'The form' }]);
    expect(amina.received[0]?.file).toMatchObject({ filename: 'form.pdf' });
    expect(Buffer.from(amina.received[0]?.file?.bytes ?? [])).toEqual(pdf.bytes);
  });

  it('has as many words below it as WhatsApp takes; the rest follows', async () => {
    const words = 'We dug it with our own hands. '.repeat(60).trim();
    const { amina, settle } = await echoing({ words });

    amina.sendsFile('image', png);
    await settle();

    expect(amina.received.map(({ type }) => type)).toEqual(['image', 'text']);
    expect(amina.received.map(({ text }) => text.trim()).join(' ')).toBe(words);
  });

  it('is a sound behind its words, as it has no caption', async () => {
    const { amina, settle } = await echoing({ words: 'Listen' });

    amina.sendsFile('audio', { mimeType: 'audio/ogg; codecs=opus', bytes: bytesOf('OggS voice') });
    await settle();

    expect(amina.received.map(({ type, text }) => `${type}: ${text}`)).toEqual([
      'text: Listen',
      'audio: ',
    ]);
  });

  it('is a place or a contact card', async () => {
    const { amina, settle } = await echoing();
    const place = { latitude: -1.29, longitude: 36.82, name: 'Clinic' };
    const card = { name: { formatted_name: 'Grace' }, phones: [{ phone: '+254700000009' }] };

    amina.sends({ type: 'location', location: place });
    amina.sends({ type: 'contacts', contacts: [card] });
    await settle();

    expect(amina.received.map(({ shared }) => shared)).toEqual([
      place,
      [
        {
          name: { formatted_name: 'Grace', first_name: 'Grace' },
          phones: [{ phone: '+254700000009', type: 'CELL' }],
        },
      ],
    ]);
  });

  it('is handed over once, also when the message behind it has to be tried again', async () => {
    // Asked where it is, read, handed over: the fourth request is the message.
    const faults = ['none', 'none', 'none', 'lost'];
    const { amina, settle, fake, clock } = await echoing({
      settings: {
        fetch(address, init) {
          if (faults.shift() === 'lost') return Promise.reject(new Error('the line broke'));
          return fetch(address, init);
        },
      },
    });

    amina.sendsFile('image', png, 'Look');
    await settle();
    expect(amina.received).toEqual([]);
    await clock.advance(60_000);
    await settle();

    expect(amina.received).toMatchObject([{ type: 'image', text: 'Look' }]);
    expect(fake.requests.filter(({ path }) => path.endsWith('/media'))).toHaveLength(1);
  });
});

describe('media that cannot be sent', () => {
  it('are gone at WhatsApp', async () => {
    const { amina, settle, fake, outcomes } = await echoing({
      what(event) {
        fake.media.forget(event.media?.[0]?.id ?? '');
        return attachmentsOf(event)[0];
      },
    });

    amina.sendsFile('image', png);
    await settle();

    expect(outcomes).toEqual([
      { kind: 'refused', reason: 'what was sent before cannot be read any more' },
    ]);
  });

  it('are of a kind that WhatsApp does not take', async () => {
    const { amina, settle, outcomes, fake } = await echoing();
    const webp = bytesOf('RIFF', [4, 0, 0, 0], 'WEBP');

    amina.sendsFile('image', { mimeType: 'image/webp', bytes: webp });
    await settle();

    expect(outcomes).toMatchObject([
      { kind: 'refused', reason: expect.stringContaining('image/webp') },
    ]);
    expect(fake.requests.filter(({ path }) => path.endsWith('/media'))).toEqual([]);
  });

  it.each([
    'https://evil.example/picture.png',
    'http://lookaside.fbsbx.com/picture.png',
    'https://lookaside.fbsbx.com.evil.example/x',
    'file:///etc/passwd',
    'no address',
  ])('are said to be at %s, which is not Meta', async (url) => {
    const asked: string[] = [];
    const { amina, settle, outcomes } = await echoing({
      settings: { fetch: lyingFetch(url, asked) },
    });

    amina.sendsFile('image', png);
    await settle();

    expect(outcomes).toMatchObject([{ kind: 'refused' }]);
    expect(asked).not.toContain(url);
    // Besides which number this is, which is asked once.
    expect(asked.filter((one) => !one.includes('display_phone_number'))).toHaveLength(1);
  });
});

describe('media on WhatsApp', () => {
  it('are tried again after an outage of a moment', async () => {
    const { amina, settle, fake, clock } = await echoing();

    amina.sendsFile('image', png, 'Look');
    fake.fail(2, { status: 500, code: 131000 });
    await settle();
    expect(amina.received).toEqual([]);
    for (let round = 0; round < 3; round += 1) {
      await clock.advance(60_000);
      await settle();
    }

    expect(amina.received).toMatchObject([{ type: 'image', text: 'Look' }]);
  });

  it('can be read by the program around the kit, at an address asked for anew each time', async () => {
    const { amina, settle, kit, heard, clock } = await echoing({ what: () => undefined });
    amina.sendsFile('document', pdf, 'The form');
    await settle();
    const [form] = attachmentsOf(heard[0] as MessageReceived);
    if (form?.type !== 'document') throw new Error('there is no document');

    const read = async (): Promise<string> => {
      const opened = await kit.openAttachment(form);
      if ('refused' in opened) return opened.refused;
      const chunks = [];
      for await (const chunk of opened.file.bytes) chunks.push(chunk);
      return Buffer.concat(chunks).toString();
    };

    expect(await read()).toBe('%PDF-1.7 a form');
    await clock.advance(10 * 60_000);
    expect(await read()).toBe('%PDF-1.7 a form');
  });
});
