import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openChat } from '../../src/chat-export/index.js';
import { folderWith } from '../temporary-folder.js';
import { chatOf, readChat, refusal, written } from './written-chat.js';

const android = '31/12/23, 23:59 - Ana: hello\n';
const latin1 = Buffer.from('31/12/23, 23:59 - José: déjà vu à l’été\n'.repeat(5), 'latin1');

describe('opening a chat', () => {
  it('says how it is written', async () => {
    const { chat } = await readChat(await written(android, 'WhatsApp Chat with North Area.txt'));

    expect(chat).toMatchObject({
      ...{ form: 'android', name: 'North Area', dateOrder: 'dmy' },
      bytes: android.length,
    });
  });

  it('takes the name of an unpacked iOS chat from its folder, or from its first notice', async () => {
    const text =
      '[31/12/23, 23:59:00] South Area: \u200eMessages and calls are end-to-end encrypted.\n';

    const { chat } = await readChat(await written(text, '_chat.txt'));

    expect(chat.name).toBe('South Area');
  });

  it('follows the order that is asked for', async () => {
    const { chat, messages } = await chatOf('1/2/24, 10:00 - Ana: hello', { dateOrder: 'mdy' });

    expect(chat.dateOrder).toBe('mdy');
    expect(new Date(messages[0]?.at ?? 0).toISOString()).toBe('2024-01-02T07:00:00.000Z');
  });

  it('does not follow an order the dates rule out', async () => {
    expect(await refusal(await written(android), { dateOrder: 'mdy' })).toMatchObject({
      code: 'input.unreadable',
      message: expect.stringMatching(/cannot be read as mdy.*ask for dmy/),
    });
  });

  it('counts what has been read, and reads again from the start', async () => {
    const chat = await openChat(await written(android.repeat(3)), { timeZone: 'UTC' });
    expect(chat.read()).toBe(0);

    for (const _ of [1, 2]) {
      let count = 0;
      for await (const _entry of chat.entries()) count += 1;
      expect([count, chat.read()]).toEqual([3, android.length * 3]);
    }
  });

  it.each([
    ['UTF-16', Buffer.from(`\ufeff${android}`, 'utf16le')],
    ['UTF-16 the other way round', Buffer.from(`\ufeff${android}`, 'utf16le').swap16()],
    ['UTF-8 with a byte order mark', Buffer.from(`\ufeff${android}`)],
  ])('reads %s', async (_, bytes) => {
    expect((await readChat(await written(bytes))).messages[0]?.text).toBe('hello');
  });

  it('passes over what somebody wrote above the first message', async () => {
    const { messages } = await chatOf([
      'Exported for the audit',
      '',
      '31/12/23, 23:59 - Ana: hello',
    ]);

    expect(messages.map(({ text, line }) => [text, line])).toEqual([['hello', 3]]);
  });
});

describe('a file that is no chat', () => {
  it('is not there', async () => {
    const path = join(await folderWith(), 'nothing.txt');

    expect(await refusal(path)).toMatchObject({
      code: 'input.not-found',
      message: `${path}: there is no such file. Check the name.`,
    });
  });

  it('is below a file', async () => {
    const path = join(await written(android), 'chat.txt');

    expect(await refusal(path)).toMatchObject({ code: 'input.not-found' });
  });

  it('is a folder, and the chat in it is named', async () => {
    const folder = dirname(await written(android, '_chat.txt'));

    expect(await refusal(folder)).toMatchObject({
      code: 'input.unreadable',
      message: expect.stringMatching(/this is a folder\. Give .*_chat\.txt instead/),
    });
  });

  it.each([
    ['empty', '', /the file is empty/],
    ['blank', ' \n \n', /does not look like a chat exported from WhatsApp/],
    ['a PDF', '%PDF-1.7\n%âãÏÓ', /this is a PDF document, not a chat/],
    ['a picture', Buffer.from('\x89PNG\r\n\x1a\n\0', 'latin1'), /this is a PNG picture/],
    ['binary', Buffer.from([1, 2, 0, 4, 5]), /bytes that no text has/],
    ['in another encoding', latin1, /not text in UTF-8/],
    ['a letter', 'Dear all,\nplease come.\n', /none of its first 2 lines starts with a date/],
    ['a letter of one line', 'Dear all', /its only line does not start with a date/],
    ['a long one', 'Dear all,\n'.repeat(5000), /none of its first 200 lines/],
    ['one endless line', 'x'.repeat(3_000_000), /its only line does not start/],
    ['a table', 'date,name,text\n31/12/2023,Ana,hello\n', /does not look like a chat/],
  ])('is %s', async (_, content, message) => {
    expect(await refusal(await written(content))).toMatchObject({
      ...{ name: 'KapwaError', code: 'input.unreadable' },
      message: expect.stringMatching(message),
    });
  });

  it('is told how to export one', async () => {
    expect(await refusal(await written('Dear all'))).toMatchObject({
      message: expect.stringMatching(/open the group, choose Export chat, then Without media/),
    });
  });
});
