import { Readable } from 'node:stream';
import {
  type Attachment,
  type AttachmentOptions,
  attachmentsOf,
  type Context,
  createKit,
  type MessageReceived,
  plain,
} from '@kapwa/core';
import {
  blueprintOf,
  healthWorkers,
  type Saying,
  type TestCommunity,
  testCommunity,
  turnableClock,
} from '@kapwa/testing';
import { describe, expect, it, onTestFinished } from 'vitest';
import { messageIn } from '../events.js';
import { pluginThat } from '../plugin-that.js';
import { smallPlatform } from '../small-platform.js';
import { barePhoto, drawing, pdf, photo, program, SECRETS } from './pictures.js';

type NewAttachment = NonNullable<Saying['attachment']>;

const picture: NewAttachment = { type: 'image', mimeType: 'image/jpeg', bytes: photo() };
const stories = 'success-stories';

type Publish = (event: MessageReceived, context: Context<unknown>) => Attachment | undefined;

/** A community whose bot publishes what is written to it, and all that came with it. */
async function publishing(
  parts: {
    readonly attachments?: AttachmentOptions;
    readonly what?: Publish;
    readonly words?: string;
  } = {},
): Promise<TestCommunity> {
  const { attachments, what = (event) => attachmentsOf(event)[0], words } = parts;
  const plugin = pluginThat('publisher', (scope) => {
    scope.on('message.received', { direct: true }, (context, event) => {
      const attachment = what(event, context);
      const text = plain(words ?? event.text);
      const to = { group: stories };
      context.perform({ kind: 'message.send', to, text, ...(attachment && { attachment }) });
    });
  });
  const community = await testCommunity({ plugins: [plugin], ...(attachments && { attachments }) });
  onTestFinished(() => community.stop());
  return community;
}

function published(community: TestCommunity) {
  return community.group(stories).messages.map(({ text, attachment }) => {
    const file = attachment && 'id' in attachment ? community.world.file(attachment.id) : undefined;
    return { text, attachment, file };
  });
}

function reason(community: TestCommunity): string {
  const outcome = community.actions.at(-1)?.outcome;
  return outcome?.kind === 'refused' ? outcome.reason : `not refused but ${outcome?.kind}`;
}

describe('a photo that is published again', () => {
  it('is seen in the group, and says nothing of where and by whom it was taken', async () => {
    const community = await publishing();

    await community.tellsBot('ana', 'Our new well!', { attachment: picture });

    const [message] = published(community);
    expect(message).toMatchObject({ text: 'Our new well!', attachment: { type: 'image' } });
    expect(message?.file?.mimeType).toBe('image/jpeg');
    expect(message?.file?.bytes).toEqual(barePhoto());
  });

  it('is only a reference in the event and in what is stored', async () => {
    let heard: MessageReceived | undefined;
    const community = await publishing({
      what(event) {
        heard = event;
        return undefined;
      },
    });

    await community.tellsBot('ana', 'Look', { attachment: { ...picture, name: 'IMG_1.jpg' } });

    const id = expect.any(String);
    const size = photo().length;
    expect(heard?.media).toEqual([
      { type: 'image', id, mimeType: 'image/jpeg', size, name: 'IMG_1.jpg' },
    ]);
  });

  it('needs no words', async () => {
    const community = await publishing();

    await community.tellsBot('ana', '', { attachment: picture });

    expect(published(community)).toMatchObject([{ text: '', attachment: { type: 'image' } }]);
  });

  it('has as many words below it as fit; the rest follows', async () => {
    const sentence = 'We dug it with our own hands. ';
    const community = await publishing({ words: sentence.repeat(60) });

    await community.tellsBot('ana', 'Look', { attachment: picture });

    const messages = published(community);
    expect(messages.map(({ attachment }) => attachment?.type)).toEqual(['image', undefined]);
    expect(messages[0]?.text.length).toBeLessThanOrEqual(1024);
    const said = messages.map(({ text }) => text.trim()).join(' ');
    expect(said).toBe(sentence.repeat(60).trim());
  });

  it('goes out once when the line breaks between it and the rest of its words', async () => {
    const community = await publishing({ words: 'We dug it with our own hands. '.repeat(60) });
    const { world } = community;
    const stop = world.subscribe((change) => {
      if (change.kind !== 'wrote' || change.message.author !== world.bot.id) return;
      world.line.setOnline(false);
      stop();
    });
    await community.tellsBot('ana', 'Look', { attachment: picture });

    world.line.setOnline(true);
    await community.passes('1 minute');

    const types = published(community).map(({ attachment }) => attachment?.type);
    expect(types).toEqual(['image', undefined]);
  });

  it('is tried again later when it cannot be read now', async () => {
    const answers = [new Error('the disk is away'), undefined];
    const community = await publishing({
      attachments: {
        files() {
          const error = answers.shift();
          if (error !== undefined) throw error;
          return { mimeType: 'image/jpeg', bytes: Readable.from([photo()]) };
        },
      },
      what: () => ({ type: 'image', from: { file: 'well.jpg' } }),
    });
    await community.tellsBot('ana', 'Look');
    expect(published(community)).toEqual([]);

    await community.passes('1 minute');

    expect(published(community)).toMatchObject([{ attachment: { type: 'image' } }]);
  });
});

describe('what else comes with a message', () => {
  it('is a place on the map, with the words before it', async () => {
    const community = await publishing();
    const place = { latitude: -1.29, longitude: 36.82, name: 'Clinic' };

    // Where the caption has no place, people write it first themselves.
    await community.tellsBot('ana', '', { attachment: { type: 'location', ...place } });

    expect(published(community)).toMatchObject([{ attachment: { type: 'location', ...place } }]);
  });

  it('says words before a place, which has no caption', async () => {
    const what = (): Attachment => ({ type: 'location', latitude: 1, longitude: 2 });
    const community = await publishing({ what });

    await community.tellsBot('ana', 'We meet here');

    expect(published(community)).toMatchObject([
      { text: 'We meet here', attachment: undefined },
      { text: '', attachment: { type: 'location' } },
    ]);
  });

  it('is a contact card', async () => {
    const community = await publishing();
    const card = { type: 'contact', name: 'Nurse Grace', phones: ['+254700000001'] } as const;

    await community.tellsBot('ana', '', { attachment: card });

    expect(published(community)).toMatchObject([{ attachment: card }]);
  });

  it('is a document, with the ending of what it really is', async () => {
    const community = await publishing();
    const file = { mimeType: 'application/pdf', bytes: pdf, name: '../form\u202e.pdf.exe' };

    await community.tellsBot('ana', 'The form', { attachment: { type: 'document', ...file } });

    expect(published(community)[0]?.attachment).toMatchObject({ name: 'form.pdf.exe.pdf' });
  });
});

describe('a file that is not moved', () => {
  it.each<[string, NewAttachment, RegExp]>([
    [
      'is no picture though it says so',
      { type: 'image', mimeType: 'image/jpeg', bytes: program },
      /application\/octet-stream, which cannot be sent as image/,
    ],
    [
      'is a program called a document',
      { type: 'document', mimeType: 'application/pdf', bytes: program, name: 'form.pdf' },
      /cannot be sent as document/,
    ],
    [
      'is a page that may hold a program',
      { type: 'document', mimeType: 'text/plain', bytes: Buffer.from('<script>alert(1)</script>') },
      /text\/html/,
    ],
  ])('%s', async (_, attachment, why) => {
    const community = await publishing();

    await community.tellsBot('ana', 'Open this', { attachment });

    expect(published(community)).toEqual([]);
    expect(reason(community)).toMatch(why);
  });

  it('is larger than the kit moves, whether its size is told or not', async () => {
    const limits = { image: { maxBytes: 100 } };
    const untold = {
      mimeType: 'image/jpeg',
      bytes: (async function* () {
        yield photo();
      })(),
    };
    const told = await publishing({ attachments: { limits } });
    const found = await publishing({
      attachments: { limits, files: () => untold },
      what: () => ({ type: 'image', from: { file: 'a.jpg' } }),
    });

    await told.tellsBot('ana', 'Look', { attachment: picture });
    await found.tellsBot('ana', 'Look');

    const why = 'the file is too large: at most 100 bytes can be sent there';
    expect([reason(told), reason(found)]).toEqual([why, why]);
    expect([...published(told), ...published(found)]).toEqual([]);
  });

  it('has been taken away meanwhile', async () => {
    const community = await publishing({
      what: (event) => ({ type: 'image', from: { adapter: event.adapter, id: 'f99' } }),
    });

    await community.tellsBot('ana', 'Look');

    expect(reason(community)).toBe('what was sent before cannot be read any more');
  });

  it('is of a type that the platform does not take, as its capability says', async () => {
    const clock = turnableClock();
    const platform = smallPlatform(clock);
    const levels: string[] = [];
    const reasons: string[] = [];
    const kit = createKit({
      communities: [blueprintOf(healthWorkers)],
      adapters: [platform.adapter],
      plugins: [
        pluginThat('publisher', (scope) => {
          scope.on('message.received', {}, async (context) => {
            for (const type of [undefined, 'image'] as const) {
              levels.push((await context.capability('message.send', 'north-area', type)).level);
            }
            const to = { group: 'north-area' };
            const attachment = { type: 'image', from: { file: 'a.png' } } as const;
            context.perform({ kind: 'message.send', to, text: plain('Look'), attachment });
          });
        }),
      ],
      clock,
    });
    onTestFinished(() => kit.stop());
    kit.events.on('action.settled', ({ outcome }) => {
      if (outcome.kind === 'refused') reasons.push(outcome.reason);
    });
    await kit.start();

    await kit.receive(messageIn('north-area', 'Look')).settled;
    await clock.advance(0);

    expect(levels).toEqual(['native', 'unsupported']);
    expect(reasons).toEqual(['The bot cannot send pictures by playground.']);
    expect(platform.arrived).toEqual([]);
  });
});

describe('a file of the program around the kit', () => {
  const files = (name: string) =>
    name === 'poster.png' ? { mimeType: 'image/png', name, bytes: pieces(drawing) } : undefined;
  async function* pieces(bytes: Uint8Array) {
    yield bytes.subarray(0, 30);
    yield bytes.subarray(30);
  }

  it('is attached by its name, without what it says besides', async () => {
    const community = await publishing({
      attachments: { files },
      what: () => ({ type: 'image', from: { file: 'poster.png' } }),
    });

    await community.tellsBot('ana', 'The poster, please');

    const bytes = Buffer.from(published(community)[0]?.file?.bytes ?? []).toString('latin1');
    expect(bytes).toContain('IDAT');
    expect(SECRETS.filter((one) => bytes.includes(one))).toEqual([]);
  });

  it('is refused by its name where there is none', async () => {
    const community = await publishing({
      attachments: { files },
      what: () => ({ type: 'image', from: { file: 'secret.png' } }),
    });

    await community.tellsBot('ana', 'The poster, please');

    expect(reason(community)).toBe('the program has no file "secret.png" to attach');
  });

  it('is opened by the kit for the program itself', async () => {
    const community = await publishing({ attachments: { files } });
    const from = { file: 'poster.png' };

    const opened = await community.kit.openAttachment({ type: 'image', from });
    const none = await community.kit.openAttachment({ type: 'image', from: { file: 'x' } });

    expect(opened).toMatchObject({ file: { mimeType: 'image/png' }, metadata: 'removed' });
    expect(none).toEqual({ refused: 'the program has no file "x" to attach' });
  });
});

describe('a file that nobody reads to the end', () => {
  it('is let go', async () => {
    const streams: Readable[] = [];
    const files = () => {
      const bytes = Readable.from([photo(), photo()]);
      streams.push(bytes);
      return { mimeType: 'image/jpeg', bytes };
    };
    const what = (): Attachment => ({ type: 'image', from: { file: 'well.jpg' } });
    const community = await publishing({ attachments: { files }, what });
    const opened = await community.kit.openAttachment({ type: 'image', from: { file: 'a' } });
    if ('refused' in opened) throw new Error(opened.refused);
    await opened.close();
    const stop = community.world.subscribe(() => {
      // The line breaks once the bot has heard of it, before it can send anything.
      void community.world.line.delivered().then(() => community.world.line.setOnline(false));
      stop();
    });

    await community.tellsBot('ana', 'Look');

    expect(published(community)).toEqual([]);
    expect(streams).toHaveLength(2);
    expect(streams.map(({ destroyed }) => destroyed)).toEqual([true, true]);
  });
});
