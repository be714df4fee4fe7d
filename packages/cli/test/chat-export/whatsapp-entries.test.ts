import { describe, expect, it } from 'vitest';
import { longestText } from '../../src/chat-export/index.js';
import { chatOf } from './written-chat.js';

describe('an Android chat', () => {
  it('is read message by message', async () => {
    const { entries } = await chatOf([
      '12/31/23, 11:59\u202fPM - Sameer created group "CHW: North"',
      '12/31/23, 11:59\u202fPM - Sameer added Grace and you',
      '1/1/24, 12:05\u202fAM - Grace: Good morning:',
      '- gloves',
      '',
      '- soap',
      '1/1/24, 12:06\u202fAM - Dr: Amina: thank you @\u2068Grace\u2069 <This message was edited>',
    ]);

    expect(entries).toEqual([
      {
        ...{ type: 'notice', kind: 'created', people: ['Sameer'], by: 'Sameer', line: 1 },
        ...{ at: Date.parse('2023-12-31T20:59Z'), text: 'Sameer created group "CHW: North"' },
      },
      {
        ...{ type: 'notice', kind: 'joined', people: ['Grace', 'You'], by: 'Sameer', line: 2 },
        ...{ at: Date.parse('2023-12-31T20:59Z'), text: 'Sameer added Grace and you' },
      },
      {
        ...{ type: 'message', index: 0, from: 'Grace', mentions: [], line: 3 },
        ...{ at: Date.parse('2023-12-31T21:05Z'), text: 'Good morning:\n- gloves\n\n- soap' },
      },
      {
        ...{ type: 'message', index: 1, from: 'Dr: Amina', mentions: ['Grace'], line: 7 },
        ...{ at: Date.parse('2023-12-31T21:06Z'), text: 'thank you @\u2068Grace\u2069' },
        edited: true,
      },
    ]);
  });

  it.each([
    ['12/05/2024 Kibwezi, 14/05/2024 Mtito'],
    ['31/12/2023, 23:59'],
    ['[31/12/2023, 23:59:59] Ana: copied from an iPhone'],
    ['31.12.2023, 23:59 - Ana: copied from another phone'],
    ['2023-12-31, 23:59 - Ana: copied from another phone'],
    ['32/12/2023, 23:59 - Ana: no such day'],
    ['12/31/2023, 23:59 - Ana: no such month'],
    ['31/12/2023, 24:61 - Ana: no such time'],
    ['10:30 - Ana: no date'],
    ['- Ana: hello'],
    ['\u200e'],
  ])('goes on with a line that only looks like a start: %j', async (line) => {
    const { messages } = await chatOf([
      '01/01/2024, 08:00 - Ana: plan',
      line,
      '13/01/2024, 08:00 - Ana: end',
    ]);

    expect(messages.map(({ text }) => text)).toEqual([`plan\n${line}`.trimEnd(), 'end']);
  });

  it('is ended by CR LF as well', async () => {
    const { messages } = await chatOf(
      '31/12/23, 23:59 - Ana: a\r\nb\r\n31/12/23, 23:59 - Ana: c\r\n',
    );

    expect(messages.map(({ text }) => text)).toEqual(['a\nb', 'c']);
  });

  it('counts media and deleted messages, not notices', async () => {
    const { messages } = await chatOf([
      '31/12/23, 23:59 - Ana: <Media omitted>',
      '31/12/23, 23:59 - Ana left',
      '31/12/23, 23:59 - Ana: This message was deleted',
      '31/12/23, 23:59 - Ana: ',
      '31/12/23, 23:59 - Ana: x.pdf (file attached)',
    ]);

    expect(messages.map(({ index, line }) => [index, line])).toEqual([
      ...[
        [0, 1],
        [1, 3],
        [2, 4],
        [3, 5],
      ],
    ]);
    expect(messages.map(({ media, deleted }) => media ?? deleted)).toEqual([
      ...['omitted', true, undefined, 'attached'],
    ]);
  });

  it('keeps a poll as text', async () => {
    const { messages } = await chatOf([
      '31/12/23, 23:59 - Ana: POLL:',
      'Which day?',
      'OPTION: Monday (3 votes)',
    ]);

    expect(messages[0]?.text).toBe('POLL:\nWhich day?\nOPTION: Monday (3 votes)');
  });

  it('has one message for a name with a colon, found by its other messages', async () => {
    const { messages } = await chatOf([
      ...['31/12/23, 23:57 - Zone 3: Amina: one', '31/12/23, 23:58 - Zone 3: Amina: two'],
      ...['31/12/23, 23:59 - Zone 3: Amina: three', '31/12/23, 23:59 - Ana: Note: four'],
    ]);

    expect(messages.map(({ from, text }) => [from, text])).toEqual([
      ...[
        ['Zone 3: Amina', 'one'],
        ['Zone 3: Amina', 'two'],
        ['Zone 3: Amina', 'three'],
        ['Ana', 'Note: four'],
      ],
    ]);
  });

  it('cuts a message that no messenger would carry, and says so', async () => {
    const filler = `${'x'.repeat(999)}\n`.repeat(1500);
    const { messages } = await chatOf(
      `31/12/23, 23:59 - Ana: a\n${filler}31/12/23, 23:59 - Ana: b\n`,
    );

    expect(messages.map(({ cut }) => cut)).toEqual([true, undefined]);
    expect(messages[0]?.text.length).toBeLessThanOrEqual(longestText);
  });

  it('cuts a single line just the same', async () => {
    const { messages } = await chatOf(`31/12/23, 23:59 - Ana: ${'x'.repeat(6_000_000)}\nb\n`);

    expect(messages.map(({ cut, text }) => [cut, text.length < longestText])).toEqual([
      [true, true],
    ]);
  });
});

describe('an iOS chat', () => {
  const group = '[31/12/23, 23:59:00] North Area: ';

  it('tells notices from messages by the marks', async () => {
    const { entries } = await chatOf([
      `${group}\u200eMessages and calls are end-to-end encrypted.`,
      '[31/12/23, 23:59:00] Sameer: \u200eSameer created group “North Area”',
      `${group}\u200eSameer added you`,
      '[31/12/23, 23:59:00] Grace: \u200eGrace joined using this group’s invite link',
      '[31/12/23, 23:59:00] \u200eGrace left',
      '\u200e[31/12/23, 23:59:00] Grace: \u200eimage omitted',
      '[31/12/23, 23:59:00] Grace: Sameer added me 🎉',
    ]);

    expect(entries.map((entry) => (entry.type === 'notice' ? entry.kind : entry.text))).toEqual([
      ...['other', 'created', 'joined', 'joined', 'left', '', 'Sameer added me 🎉'],
    ]);
  });

  it('tells a notice from left-out media where both have a mark before the line', async () => {
    const { entries } = await chatOf([
      `${group}\u200eMessages and calls are end-to-end encrypted.`,
      '\u200e[31/12/23, 23:59:00] Grace: \u200eGrace left',
      '\u200e[31/12/23, 23:59:00] Sameer: \u200eSameer removed Luz',
      '\u200e[31/12/23, 23:59:00] Grace: \u200eandika picha',
    ]);

    expect(entries.map((entry) => (entry.type === 'notice' ? entry.kind : entry.media))).toEqual([
      ...['other', 'left', 'removed', 'omitted'],
    ]);
  });

  it('tells them by their wording where an editor has dropped the marks', async () => {
    const { entries } = await chatOf([
      `${group}Messages and calls are end-to-end encrypted. Only people in this chat can read them.`,
      `${group}Sameer added you`,
      '[31/12/23, 23:59:00] Sameer: Sameer created group “North Area”',
      '[31/12/23, 23:59:00] Grace: Grace left',
      '[31/12/23, 23:59:00] Grace: Sameer left, and I am coming too',
      '[31/12/23, 23:59:00] Grace: image omitted',
    ]);

    expect(entries.map((entry) => (entry.type === 'notice' ? entry.kind : entry.text))).toEqual([
      ...['other', 'joined', 'created', 'left', 'Sameer left, and I am coming too', ''],
    ]);
  });

  it('reads unsaved contacts, numbers and names from right to left', async () => {
    const { messages } = await chatOf([
      '[31/12/23, 11:59:00\u202fPM] ~\u202fGrace: one',
      '[31/12/23, 11:59:00\u202fPM] \u202a+63 917 000 0000\u202c: two',
      '[31/12/23, 11:59:00\u202fPM] \u200fفاطمة: ثلاثة',
    ]);

    expect(messages.map(({ from }) => from)).toEqual(['~ Grace', '+63 917 000 0000', 'فاطمة']);
  });

  it('keeps line breaks inside a message', async () => {
    const { messages } = await chatOf(
      '[31/12/23, 23:59:00] Ana: a\n\nb\r\n[31/12/23, 23:59:01] Ana: c\r\n',
    );

    expect(messages.map(({ text }) => text)).toEqual(['a\n\nb', 'c']);
  });

  it('is read in the form of old phones', async () => {
    const { chat, entries } = await chatOf([
      '7/1/16, 4:56:55 PM: \u200eSameer created this group',
      '7/13/16, 4:57:00 PM: Sameer: hello: all',
    ]);

    expect(chat).toMatchObject({ form: 'ios', dateOrder: 'mdy' });
    expect(entries).toMatchObject([
      { type: 'notice', kind: 'created' },
      { type: 'message', from: 'Sameer', text: 'hello: all' },
    ]);
  });
});
