import { describe, expect, it } from 'vitest';
import { pickChat } from '../../../src/chat-export/source/pick-chat.js';

const listing = (...names: string[]) =>
  names.map((name, offset) => ({ name, bytes: 10, encrypted: false, offset }));

describe('the chat in an archive', () => {
  it.each([
    ['_chat.txt', ['00000001-PHOTO.jpg', '_chat.txt', 'notes.txt']],
    ['North Area/_chat.txt', ['North Area/', 'North Area/_chat.txt', 'North Area/a.jpg']],
    ['WhatsApp Chat with North Area.txt', ['a.txt', 'WhatsApp Chat with North Area.txt']],
    ['Chat de WhatsApp con Norte.txt', ['Chat de WhatsApp con Norte.txt', 'acta.txt']],
    ['chat.TXT', ['chat.TXT', '__MACOSX/._chat.TXT']],
  ])('is %s', (name, names) => {
    expect(pickChat(listing(...names))).toMatchObject({ name });
  });

  it.each([
    [[], /no chat text.*empty/],
    [['a.jpg', 'b.mp4'], /no chat text.*"a\.jpg", "b\.mp4"/],
    [['1.jpg', '2.jpg', '3.jpg', '4.jpg', '5.jpg', '6.jpg', '7.jpg'], /"5\.jpg" and 2 more/],
    [['a.txt', 'b.txt'], /several texts.*"a\.txt", "b\.txt".*give one of them/],
    [['x/_chat.txt', 'y/_chat.txt'], /several texts/],
    [['word/document.xml'], /no chat text/],
  ])('is not in %j', (names, why) => {
    expect(pickChat(listing(...names))).toMatchObject({ why: expect.stringMatching(why) });
  });

  it('cannot be read behind a password', () => {
    const [entry] = listing('_chat.txt');

    expect(pickChat(entry ? [{ ...entry, encrypted: true }] : [])).toMatchObject({
      why: expect.stringMatching(/password/),
    });
  });
});
