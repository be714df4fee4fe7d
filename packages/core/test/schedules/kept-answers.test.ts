import { describe, expect, it } from 'vitest';
import { createKeptAnswers } from '../../src/schedules/kept-answers.js';

/** Asks a question, and says how often the answer had to be looked for so far. */
function library(most: number) {
  const answers = createKeptAnswers<string>(most);
  const looked: string[] = [];
  const ask = (question: string, counts?: (answer: string) => boolean): string =>
    answers(
      question,
      () => {
        looked.push(question);
        return `${question}, for the ${looked.filter((one) => one === question).length}. time`;
      },
      counts,
    );
  return { ask, looked };
}

describe('answers that are kept ready', () => {
  it('are looked for once, each by what was asked', () => {
    const { ask, looked } = library(3);

    const answers = ['nine', 'ten', 'nine', 'ten'].map((question) => ask(question));

    expect(answers).toEqual(['nine', 'ten', 'nine', 'ten'].map((one) => `${one}, for the 1. time`));
    expect(looked).toEqual(['nine', 'ten']);
  });

  it('are looked for again where they no longer count', () => {
    const { ask, looked } = library(3);
    ask('nine');

    expect(ask('nine', (answer) => answer.endsWith('1. time'))).toBe('nine, for the 1. time');
    expect(ask('nine', () => false)).toBe('nine, for the 2. time');
    expect(ask('nine')).toBe('nine, for the 2. time');
    expect(looked).toEqual(['nine', 'nine']);
  });

  it('are as many as may be kept, and all go before one too many', () => {
    const { ask, looked } = library(3);
    for (const question of ['a', 'b', 'c', 'a', 'b', 'c']) ask(question);
    expect(looked).toEqual(['a', 'b', 'c']);

    for (const question of ['d', 'd', 'a', 'b', 'd']) ask(question);

    expect(looked).toEqual(['a', 'b', 'c', 'd', 'a', 'b']);
  });
});
