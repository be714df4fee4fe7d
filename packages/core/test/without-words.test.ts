import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { thrownAt } from '../src/thrown-at.js';
import { withoutWords } from '../src/without-words.js';

const event = {
  kind: 'message.received',
  adapter: 'telegram',
  from: { id: '254700777888', name: 'Zuri Kanari' },
  text: 'The quokka sleeps at noon',
};

describe('what a plugin says when it fails', () => {
  it.each([
    ['cannot parse "the quokka sleeps at noon"', 'cannot parse "…"'],
    ['no such animal: quokka', 'no such animal: …'],
    ['no such animal: QUOKKA', 'no such animal: …'],
    ['Zuri Kanari has no language', '… has no language'],
    ['Kanari, Zuri', '…'],
    [
      `Unexpected token 'T', "The quokka s"... is not valid JSON`,
      `Unexpected token 'T', "…"... is not valid JSON`,
    ],
    [
      'message.received of telegram was not understood',
      'message.received of telegram was not understood',
    ],
    ['the weather service answered 503', '… weather service answered 503'],
  ])('is logged without what was said: %s', (said, logged) => {
    expect(withoutWords(said, event, 1)).toBe(logged);
  });

  it.each([
    ['called +254 722 000-111 in vain', 'called … in vain'],
    ['called 254722000111@s.whatsapp.net', 'called …'],
    [
      'https://weather.example.org:8080/of/zuri?key=1 is down',
      'https://weather.example.org:8080/… is down',
    ],
    ['join chat.whatsapp.com/CanaryCanaryCanary12345', 'join chat.whatsapp.com/…'],
    ['the key sk_live_51H8xQuokkaQuokkaQuokka is old', 'the key … is old'],
    ['ask ana@example.org', 'ask …'],
    ['connect ECONNREFUSED 127.0.0.1:5432', 'connect ECONNREFUSED 127.0.0.1:5432'],
    [
      'ENOENT: no such file, open /srv/bot/rates.json',
      'ENOENT: no such file, open /srv/bot/rates.json',
    ],
    ['locked until 2027-03-01T09:30:00.000Z', 'locked until 2027-03-01T09:30:00.000Z'],
    ['it broke 3 times in 250 ms', 'it broke 3 times in 250 ms'],
  ])('is logged without what tells of somebody, whoever wrote it: %s', (said, logged) => {
    expect(withoutWords(said, {}, 1)).toBe(logged);
  });
});

describe('what a messenger says when it refuses', () => {
  const action = {
    kind: 'message.send',
    to: { group: 'north-area' },
    text: ['Welcome, ', { mention: 'Zuri Kanari' }, ' the bot sleeps; nobody is sleeping in it'],
  };

  it('stays a sentence that people understand, though it has words of the message', () => {
    const sentence = 'The bot is not in this chat any more.';
    expect(withoutWords(sentence, action, 3)).toBe(sentence);
  });

  it.each([
    ['refused: nobody is sleeping there', 'refused: … there'],
    ['unsupported tag "sleeping"', 'unsupported tag "…"'],
    ['Zuri Kanari has left', '… has left'],
    ['nobody is called "Zuri"', 'nobody is called "…"'],
  ])('has nothing of the message in it: %s', (said, shown) => {
    expect(withoutWords(said, action, 3)).toBe(shown);
  });
});

it('is cut where an error is as long as a message can be, and never within a word of it', () => {
  const words = 'Zuri Kanari sleeps in the health post. '.repeat(1_600);

  const left = withoutWords(`broke at: ${words}`, { text: words }, 1);
  expect(left).toMatch(/^broke at: (?:… (?:in )?)+…$/);
  expect(withoutWords('why '.repeat(500), {}, 1)).toBe(`${'why '.repeat(250)}…`);
});

it('leaves no word of a message in an error that repeats it, in any language', () => {
  const word = fc.stringMatching(/^[\p{L}\p{N}]{3,12}$/u);
  fc.assert(
    fc.property(fc.array(word, { minLength: 1, maxLength: 9 }), (words) => {
      const left = withoutWords(`error ${words.join(' ')} <`, { text: words.join(' ') }, 1);
      expect(left.replace(/^error /, '')).toBe('… <');
    }),
  );
});

it('tells where something was thrown, without the folder, whatever its message looks like', () => {
  const error = new Error('broke\n    at quokka (noon.ts:1:1)');

  expect(thrownAt(error)).toMatch(/^without-words\.test\.ts:\d+:\d+$/);
  expect(thrownAt('broke')).toBeUndefined();
});
