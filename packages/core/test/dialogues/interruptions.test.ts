import { type TestCommunity, testCommunity } from '@kapwa/testing';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { pluginThat } from '../plugin-that.js';
import { type AppealSpec, appealsWith, appealWords } from './appeals.js';

const QUESTION =
  'Why should your post come back?\n1. It was a mistake\n2. It was taken out of context';
const WORDS = 'Tell the admins in your own words.';
const SURE = 'Shall I send it?';
const SURE_AGAIN = 'Please answer yes or no: shall I send it?';
const REST =
  'I did not understand your answer, so I leave this for now. Write to me whenever you would like to go on.';
const RESUME =
  'We stopped in the middle of something. Would you like to go on?\n1. Go on where we stopped\n2. Start over';

/** Chooses Kiswahili, as the plugin for languages would. */
const kiswahili = pluginThat('tongue', (scope) => {
  scope.on('message.received', { phase: 'command', direct: true }, (context, event) => {
    if (event.text !== 'Kiswahili tafadhali') return undefined;
    context.setLanguage('sw');
    return 'handled';
  });
});

async function asked(answers: readonly string[], change?: Partial<AppealSpec>) {
  const { plugin } = appealsWith(await appealWords(), change);
  const community = await testCommunity({ plugins: [plugin, kiswahili] });
  for (const text of ['appeal', ...answers]) await community.tellsBot('ana', text);
  return community;
}

/** What the bot says to Ana when she writes this. */
async function answerTo(community: TestCommunity, text: string): Promise<readonly string[]> {
  const before = community.phone('ana').fromBot.length;
  await community.tellsBot('ana', text);
  return community.phone('ana').fromBot.slice(before);
}

describe('a command in the middle of a dialogue', () => {
  it('is answered, and the open question asked again behind it, once', async () => {
    await using north = await asked([]);

    expect(await answerTo(north, 'rules')).toEqual(['Be kind.', QUESTION]);
    expect(await answerTo(north, 'rules')).toEqual(['Be kind.']);
    expect(await answerTo(north, '1')).toEqual([WORDS]);
  });

  it('is not taken for words of the person', async () => {
    await using north = await asked(['1']);

    expect(await answerTo(north, 'Kanuni')).toEqual(['Be kind.', WORDS]);
    expect(await answerTo(north, '/rules')).toEqual(['Be kind.']);
    expect(await answerTo(north, 'the rules were kept')).toEqual([SURE]);
  });

  it('is answered first, also where the answer takes a moment', async () => {
    await using north = await asked([]);

    const answer = await answerTo(north, 'MY DATA');
    const before = north.phone('ana').fromBot.length;
    await north.passes('1 second');

    expect(answer.at(-1)).toContain('ERASE ME');
    expect(answer).not.toContain(QUESTION);
    expect(north.phone('ana').fromBot.slice(before)).toEqual([QUESTION]);
  });

  it('does not bring the question back when the person has answered meanwhile', async () => {
    await using north = await asked([]);

    await north.atOnce((world) => {
      world.write('ana', { id: 'ana', direct: true }, 'rules');
      world.write('ana', { id: 'ana', direct: true }, '2');
    });

    expect(north.phone('ana').fromBot.slice(1).toSorted()).toEqual(['Be kind.', WORDS].toSorted());
  });

  it('may change the language: the question comes back in it', async () => {
    await using north = await asked(['1']);

    expect(await answerTo(north, 'Kiswahili tafadhali')).toEqual([SURE]);
    expect(await answerTo(north, 'hmm')).toEqual([SURE_AGAIN]);
  });
});

describe('the language of a dialogue', () => {
  it('is the one the person speaks at the moment of each question', async () => {
    await using north = await asked([]);

    expect(await answerTo(north, 'Kiswahili tafadhali')).toEqual([
      'Kwa nini your post urudi?\n1. Ilikuwa kosa\n2. Ilieleweka vibaya',
    ]);
    expect(await answerTo(north, '1')).toEqual(['Waambie wasimamizi kwa maneno yako.']);
    expect(await answerTo(north, 'HELP')).toEqual([
      'Waambie wasimamizi kwa maneno yako.\n\nIli kuacha bila kujibu, tuma ACHA au STOP.',
    ]);
  });
});

describe('an answer nobody understands', () => {
  it('is asked for again three times, then the question rests until the person writes again', async () => {
    await using north = await asked(['1', 'my words']);

    for (let time = 0; time < 3; time += 1) {
      expect(await answerTo(north, 'perhaps')).toEqual([SURE_AGAIN]);
    }
    expect(await answerTo(north, 'perhaps')).toEqual([REST]);
    expect(await answerTo(north, 'hello?')).toEqual([RESUME]);
    expect(await answerTo(north, 'go on')).toEqual([SURE]);
    expect(await answerTo(north, 'yes')).toEqual(['Sent: mistake, my words.']);
  });

  it('is still taken when it is clear while the question rests', async () => {
    await using north = await asked(['1', 'my words'], { tries: 0 });
    expect(await answerTo(north, 'perhaps')).toEqual([REST]);

    expect(await answerTo(north, 'yes')).toEqual(['Sent: mistake, my words.']);
  });

  it('never moves the dialogue on, whatever it is', async () => {
    await using north = await asked([], { tries: 1000 });
    const noAnswer = fc
      .string({ minLength: 1, unit: 'grapheme' })
      // A slash and a letter is a command, which is nobody's answer either.
      .filter((text) => !/^[\s\p{Cf}]*(?:\/\p{L}|$)/u.test(text))
      .filter((text) => !/^\W*\d\W*$/u.test(text.normalize('NFKD')));

    await fc.assert(
      fc.asyncProperty(noAnswer, async (text) => {
        expect(await answerTo(north, text)).toEqual([QUESTION]);
        // Nobody writes so much at once: it would be taken for a flood.
        await north.passes('1 second');
      }),
      { numRuns: 50 },
    );
  });

  it('in another chat is nobody’s business', async () => {
    await using north = await asked([]);

    await north.says('ana', 'north-area', '1');

    expect(north.phone('ana').fromBot).toEqual([QUESTION]);
    expect(north.group('north-area').fromBot).toEqual([]);
  });
});

describe('STOP', () => {
  it.each(['STOP', 'stop.', '/stop', 'Acha', 'توقف', 'itigil'])(
    'as %s leaves the dialogue',
    async (word) => {
      await using north = await asked(['1']);

      expect(await answerTo(north, word)).toEqual([
        'All right, I leave it at that. You can write to me at any time.',
      ]);
      expect(await answerTo(north, 'my words')).toEqual([]);
      expect(await north.store.list('appeals.dialogue.appeal', '')).toEqual([]);
    },
  );

  it('lets the plugin know how far it came', async () => {
    await using north = await asked(['1'], {
      left: (context, { reason }, by) =>
        void context.say({ person: context.actor?.person.id ?? '' }, 'done.sent', {
          reason: reason ?? '',
          words: by,
        }),
    });

    expect(await answerTo(north, 'stop')).toContain('Sent: mistake, stop.');
  });

  it('says so where nothing is asked', async () => {
    await using north = await testCommunity();

    expect(await answerTo(north, 'stop')).toEqual([
      'I am not asking you anything at the moment, so there is nothing to stop.',
    ]);
  });
});

describe('HELP', () => {
  it('says what is being asked and how to leave, as often as it is asked for', async () => {
    await using north = await asked([]);
    const help = `${QUESTION}\n\nTo leave this without an answer, send STOP.`;

    expect(await answerTo(north, 'help')).toEqual([help]);
    expect(await answerTo(north, 'Help!')).toEqual([help]);
    expect(await answerTo(north, '2')).toEqual([WORDS]);
  });
});

describe('after a long pause', () => {
  it('takes a clear answer, though it comes after days', async () => {
    await using north = await asked(['1', 'my words']);

    await north.passes('5 days');

    expect(await answerTo(north, 'yes')).toEqual(['Sent: mistake, my words.']);
  });

  it('takes no free words for an answer, and asks whether to go on', async () => {
    await using north = await asked(['1']);
    await north.passes('2 days');

    expect(await answerTo(north, 'hello, is anybody there?')).toEqual([RESUME]);
    expect(await answerTo(north, '١')).toEqual([WORDS]);
    expect(await answerTo(north, 'it was about our clinic')).toEqual([SURE]);
  });

  it('starts over where the person wants to, with what it began with', async () => {
    await using north = await asked(['1']);
    await north.passes('2 days');
    await north.tellsBot('ana', 'hello?');

    expect(await answerTo(north, 'Anza upya')).toEqual([QUESTION]);
    expect(await answerTo(north, '2')).toEqual([WORDS]);
  });

  it('asks the question again where nothing was answered yet', async () => {
    await using north = await asked([]);
    await north.passes('2 days');

    expect(await answerTo(north, 'hello?')).toEqual([QUESTION]);
  });

  it('can be left there, too', async () => {
    await using north = await asked(['1']);
    await north.passes('2 days');
    await north.tellsBot('ana', 'hello?');

    expect(await answerTo(north, 'cancel')).toEqual([
      'All right, I leave it at that. You can write to me at any time.',
    ]);
  });
});
