import { readdir } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { readChat } from './written-chat.js';

const folder = new URL('../../../../examples/health-groups/chats/', import.meta.url);
const pathOf = (name: string) => fileURLToPath(new URL(encodeURIComponent(name), folder));

const examples = [
  ['WhatsApp Chat with Area North.txt', 'android', 'dmy', 'Area North', 39, 9],
  ['android-12h-mdy.txt', 'android', 'mdy', 'android-12h-mdy', 35, 5],
  ['ios-12h.txt', 'ios', 'dmy', 'ios-12h', 33, 8],
  ['WhatsApp Chat - Ongoing Training.zip', 'ios', 'dmy', 'Ongoing Training', 29, 5],
  ['json-lines.jsonl', 'json-lines', 'ymd', 'json-lines', 35, 0],
] as const;

describe('the example chats', () => {
  it.each(examples)('%s is read', async (file, form, dateOrder, name, messages, notices) => {
    const read = await readChat(pathOf(file));

    expect(read.chat).toMatchObject({ form, dateOrder, name });
    expect([read.messages.length, read.notices.length]).toEqual([messages, notices]);
  });

  it.each(examples)('%s runs forward in time', async (file) => {
    const times = (await readChat(pathOf(file))).entries.map(({ at }) => at);

    expect(times).toEqual(times.toSorted((one, other) => one - other));
  });

  it('are all listed here', async () => {
    const files = (await readdir(fileURLToPath(folder))).filter((file) =>
      /\.(txt|zip|jsonl)$/.test(file),
    );

    expect(files.sort()).toEqual(examples.map(([file]) => file).sort());
  });

  it('thank people by name, in every form of export', async () => {
    for (const [file] of examples) {
      const { messages } = await readChat(pathOf(file));

      expect(messages.some(({ mentions }) => mentions.length > 0)).toBe(true);
    }
  });
});
