import { describe, expect, it } from 'vitest';
import { openZip } from '../../../src/chat-export/source/zip-source.js';
import { readChat, refusal, written } from '../written-chat.js';
import { zipOf } from '../zip-of.js';

const chat = '[31/12/23, 23:59:00] Ana: hello\r\n[31/12/23, 23:59:10] Juma: karibu\r\n';
const picture = { name: '00000001-PHOTO.jpg', content: 'not a real picture' };

describe('a chat in an archive', () => {
  it('is read without unpacking the media', async () => {
    const zip = zipOf([picture, { name: '_chat.txt', content: chat }]);
    const path = await written(zip, 'WhatsApp Chat - North Area.zip');

    const { chat: file, messages } = await readChat(path);

    expect(messages.map(({ from, text }) => [from, text])).toEqual([
      ['Ana', 'hello'],
      ['Juma', 'karibu'],
    ]);
    expect(file).toMatchObject({ form: 'ios', name: 'North Area', bytes: chat.length });
    expect(file.read()).toBe(chat.length);
  });

  it('carries its name on the text when it was made on Android', async () => {
    const content = '31/12/23, 23:59 - Ana: hello\n';
    const zip = zipOf([{ name: 'WhatsApp Chat with South Area.txt', content }]);

    expect((await readChat(await written(zip, 'export.zip'))).chat.name).toBe('South Area');
  });

  it('is known by its bytes, whatever the file is called', async () => {
    const zip = zipOf([{ name: '_chat.txt', content: chat }]);

    expect((await readChat(await written(zip, 'chat.txt'))).messages).toHaveLength(2);
  });

  it('can be left in the middle and read again', async () => {
    const zip = zipOf([{ name: '_chat.txt', content: chat.repeat(20_000) }]);
    const { chat: file } = await readChat(await written(zip));

    for await (const _ of file.entries()) break;
    let count = 0;
    for await (const _ of file.entries()) count += 1;

    expect(count).toBe(40_000);
  });

  it.each([
    ['has no text', zipOf([picture]), /no chat text \(\.txt\)\. Found: "00000001-PHOTO\.jpg"/],
    ['is empty', zipOf([]), /holds no chat text/],
    ['is locked', zipOf([{ name: '_chat.txt', content: chat, encrypted: true }]), /password/],
    [
      'has an empty chat',
      zipOf([{ name: '_chat.txt', content: '' }]),
      /"_chat\.txt" in it is empty/,
    ],
    ['is cut short', zipOf([{ name: '_chat.txt', content: chat }]).subarray(0, 60), /damaged/],
    [
      'lies about its size',
      zipOf([{ name: '_chat.txt', content: chat.repeat(99), claims: 80 }]),
      /damaged or incomplete/,
    ],
  ])('is refused when the archive %s', async (_, zip, message) => {
    expect(await refusal(await written(zip, 'chat.zip'))).toMatchObject({
      name: 'KapwaError',
      code: 'input.unreadable',
      message: expect.stringMatching(message),
    });
  });

  it('is refused when it would unpack to more than the limit', async () => {
    const path = await written(
      zipOf([{ name: '_chat.txt', content: chat, claims: 3 * 1024 ** 3 }]),
    );

    expect(await refusal(path)).toMatchObject({
      code: 'input.too-large',
      message: expect.stringMatching(/would unpack to 3\.0 GB, and 2 GB is the limit/),
    });
  });

  it('stops a bomb that claims to be small', async () => {
    const bomb = zipOf([{ name: '_chat.txt', content: Buffer.alloc(5_000_000, 'x'), claims: 900 }]);
    const source = await openZip(await written(bomb), 1000);
    let unpacked = 0;

    const read = async () => {
      for await (const chunk of source.open()) unpacked += chunk.length;
    };

    await expect(read()).rejects.toMatchObject({ name: 'KapwaError' });
    expect(unpacked).toBeLessThan(200_000);
  });
});
