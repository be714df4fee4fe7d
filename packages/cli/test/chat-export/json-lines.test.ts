import { describe, expect, it } from 'vitest';
import { chatOf, refusal, written } from './written-chat.js';

const line = (fields: Record<string, unknown>) =>
  JSON.stringify({ at: '2024-03-01T09:30:00Z', from: 'grace', text: 'hello', ...fields });

describe('a chat of JSON lines', () => {
  it('says everything a message can have', async () => {
    const { chat, entries } = await chatOf([
      line({
        ...{ group: 'north', lang: 'sw', mentions: ['ana'], forwardingScore: 5 },
        ...{ roles: ['group-admin'], country: 'ke' },
      }),
    ]);

    expect(chat).toMatchObject({ form: 'json-lines', dateOrder: 'ymd', name: 'chat' });
    expect(entries).toEqual([
      {
        ...{ type: 'message', index: 0, line: 1, at: Date.parse('2024-03-01T09:30:00Z') },
        ...{ from: 'grace', group: 'north', text: 'hello', lang: 'sw', mentions: ['ana'] },
        ...{ forwardingScore: 5, roles: ['group-admin'], country: 'KE' },
      },
    ]);
  });

  it('needs no more than time, sender and text', async () => {
    const { messages } = await chatOf([line({})]);

    expect(Object.keys(messages[0] ?? {}).sort()).toEqual([
      ...['at', 'from', 'index', 'line', 'mentions', 'text', 'type'],
    ]);
  });

  it('passes over blank lines and counts them', async () => {
    const { messages } = await chatOf(['', line({}), '  ', line({ from: 'ana' }), '']);

    expect(messages.map(({ index, line: at }) => [index, at])).toEqual([
      [0, 2],
      [1, 4],
    ]);
  });

  it('finds mentions in the text where none are given', async () => {
    const { messages } = await chatOf([
      line({}),
      line({ from: 'ana', text: '@grace @639170001111' }),
    ]);

    expect(messages[1]?.mentions).toEqual(['grace', '639170001111']);
  });

  it('takes a time without a zone for one on the clock of the community', async () => {
    const { messages } = await chatOf([
      line({ at: '2024-03-01T09:30:00' }),
      line({ at: '2024-03-01T09:30:00+02:00' }),
    ]);

    expect(messages.map(({ at }) => new Date(at).toISOString())).toEqual([
      '2024-03-01T06:30:00.000Z',
      '2024-03-01T07:30:00.000Z',
    ]);
  });

  it('ignores fields it does not know', async () => {
    const { messages } = await chatOf([line({ reactions: 3, from: 'grace' })]);

    expect(messages[0]).not.toHaveProperty('reactions');
  });

  it('is not poisoned by the name of a prototype', async () => {
    const poison =
      '{"at":"2024-03-01T09:30:00Z","text":"x","from":"__proto__","__proto__":{"admin":1}}';

    const { messages } = await chatOf([poison]);

    expect(messages[0]?.from).toBe('__proto__');
    expect(messages[0]).not.toHaveProperty('admin');
    expect({}).not.toHaveProperty('admin');
  });

  it.each([
    ['no JSON', '{"at": ', /line 2: is not JSON/],
    ['not an object', '[1]', /line 2: must be an object/],
    ['null', 'null', /line 2: must be an object/],
    ['no time', line({ at: undefined }), /line 2: "at" must be a date and time such as 2024-/],
    ['a date without a time', line({ at: '2024-03-01' }), /"at" must be a date and time/],
    ['a day that does not exist', line({ at: '2024-02-30T10:00:00Z' }), /"at" must be a date/],
    ['no sender', line({ from: undefined }), /"from" is missing or has the wrong type/],
    ['an empty sender', line({ from: '  ' }), /"from" must not be empty/],
    ['no text', line({ text: undefined }), /"text" must be a text/],
    ['a number for a text', line({ text: 5 }), /"text" must be a text/],
    ['a wrong language', line({ lang: 'not a tag' }), /"lang" must be a language tag such as sw/],
    ['a wrong country', line({ country: 'Kenya' }), /"country" must be a country code/],
    ['half a forward', line({ forwardingScore: 1.5 }), /"forwardingScore" must be a whole number/],
    ['a wrong mention', line({ mentions: ['a', ''] }), /"mentions\.1" must not be empty/],
    ['several faults', line({ at: 1, text: 1 }), /"at" must be .*; "text" must be/],
  ])('is refused at the line with %s', async (_, wrong, message) => {
    expect(await refusal(await written(`${line({})}\n${wrong}\n`))).toMatchObject({
      ...{ name: 'KapwaError', code: 'input.unreadable' },
      message: expect.stringMatching(message),
    });
  });

  it('is refused at a line of more than 1 MB', async () => {
    const path = await written(`${line({})}\n${line({ text: 'x'.repeat(2_000_000) })}\n`);

    expect(await refusal(path)).toMatchObject({
      message: expect.stringMatching(/line 2: is longer than 1 MB/),
    });
  });

  it('is told apart from one JSON array', async () => {
    expect(await refusal(await written(`[${line({})}]`))).toMatchObject({
      message: expect.stringMatching(/one JSON array, and JSON lines are needed/),
    });
  });
});
