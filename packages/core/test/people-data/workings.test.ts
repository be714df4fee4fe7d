import { describe, expect, it } from 'vitest';
import { isWorking } from '../../src/people-data/workings.js';

const CONVERSATION = 'onboarding.dialogue.questions';

describe('what somebody is told of a conversation with the bot', () => {
  it.each(['open.data.language', 'open.input.group', 'open.askedAt', 'open.data.step'])(
    'has what it is about: %s',
    (part) => {
      expect(isWorking(CONVERSATION, part)).toBe(false);
    },
  );

  it.each(['open.version', 'open.question', 'open.tries', 'open.mode'])(
    'leaves out how far it has come: %s',
    (part) => {
      expect(isWorking(CONVERSATION, part)).toBe(true);
    },
  );

  it('says nothing about the records of plugins', () => {
    expect(isWorking('onboarding.progress', 'progress.step')).toBe(false);
    expect(isWorking('visits.visits', 'id')).toBe(false);
  });
});
