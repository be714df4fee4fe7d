import { type AnyPlugin, plain } from '@kapwa/core';
import { testCommunity } from '@kapwa/testing';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { pluginThat } from '../plugin-that.js';

const QUESTION = 'When shall we meet?';

/** Asks a group when to meet: whoever wrote "meet me", or anybody for "meet us". */
const meetings: AnyPlugin = pluginThat('meetings', (kit) => {
  const meeting = kit.dialogue('meeting', {
    version: 1,
    lane: 'group',
    data: z.object({ day: z.string().optional() }),
    steps: {
      day: {
        ask: () => plain(QUESTION),
        options: ['Monday', 'Friday'].map((name) => ({ value: name, name })),
        menu: 'none',
        read: ({ choice }) => (choice === undefined ? undefined : { day: choice }),
      },
    },
    done(context, { day }) {
      const to = { group: context.group?.key ?? '' };
      context.perform({ kind: 'message.send', to, text: plain(`On ${day}, then.`) });
    },
  });
  kit.on('message.received', { phase: 'command', direct: false }, (context, { text }) => {
    const { group, actor } = context;
    if (group === undefined || actor === undefined) return undefined;
    if (text === 'meet me')
      context.begin(meeting, { group: group.key, asked: actor.person.id }, {});
    else if (text === 'meet us') context.begin(meeting, { group: group.key }, {});
    else return undefined;
    return 'handled';
  });
});

async function asked(words: string) {
  const community = await testCommunity({ plugins: [meetings] });
  await community.says('ana', 'north-area', words);
  const question = community.group('north-area').messages.find(({ text }) => text === QUESTION);
  return { community, question: question?.id ?? '' };
}

describe('a dialogue in a group', () => {
  it('takes the answer of who was asked, in reply to the question', async () => {
    const { community, question } = await asked('meet me');
    await using north = community;

    await north.says('ana', 'north-area', 'Friday', { replyTo: question });

    expect(north.group('north-area').fromBot).toEqual([QUESTION, 'On Friday, then.']);
  });

  it('takes the answer of who was asked, with a mention of the bot', async () => {
    const { community } = await asked('meet me');
    await using north = community;

    await north.says('ana', 'north-area', '@Kapwa friday');

    expect(north.group('north-area').fromBot).toEqual([QUESTION, 'On Friday, then.']);
  });

  it('does not mind what people say to each other', async () => {
    const { community } = await asked('meet me');
    await using north = community;

    await north.says('ana', 'north-area', 'Friday');
    await north.says('ana', 'north-area', 'Was somebody at the clinic?');
    await north.tellsBot('ana', 'Friday');

    expect(north.group('north-area').fromBot).toEqual([QUESTION]);
    expect(north.phone('ana').fromBot).toEqual([]);
  });

  it('does not take the answer of somebody else', async () => {
    const { community, question } = await asked('meet me');
    await using north = community;

    await north.says('baraka', 'north-area', 'Friday', { replyTo: question });
    await north.says('baraka', 'north-area', '@Kapwa stop');

    expect(north.group('north-area').fromBot).toEqual([QUESTION]);
  });

  it('takes the first answer of anybody, where nobody was named', async () => {
    const { community, question } = await asked('meet us');
    await using north = community;

    await north.says('baraka', 'north-area', 'Monday', { replyTo: question });
    await north.says('ana', 'north-area', 'Friday', { replyTo: question });

    expect(north.group('north-area').fromBot).toEqual([QUESTION, 'On Monday, then.']);
  });

  it('asks again when it was spoken to and did not understand', async () => {
    const { community, question } = await asked('meet me');
    await using north = community;

    await north.says('ana', 'north-area', 'perhaps', { replyTo: question });
    const again = north.group('north-area').messages.at(-1);
    await north.says('ana', 'north-area', 'Monday', { replyTo: again?.id ?? '' });

    expect(north.group('north-area').fromBot).toEqual([QUESTION, QUESTION, 'On Monday, then.']);
  });

  it('is left by STOP of who was asked', async () => {
    const { community, question } = await asked('meet me');
    await using north = community;

    await north.says('ana', 'north-area', 'STOP', { replyTo: question });
    await north.says('ana', 'north-area', 'Friday', { replyTo: question });

    expect(north.group('north-area').fromBot).toHaveLength(2);
    expect(await north.store.list('meetings.dialogue.meeting', '')).toEqual([]);
  });

  it('is held in every group by itself', async () => {
    const { community } = await asked('meet me');
    await using north = community;

    await north.says('ana', 'medical-supplies', 'meet me');
    await north.says('ana', 'medical-supplies', '@Kapwa Monday');

    expect(north.group('north-area').fromBot).toEqual([QUESTION]);
    expect(north.group('medical-supplies').fromBot).toEqual([QUESTION, 'On Monday, then.']);
  });
});
