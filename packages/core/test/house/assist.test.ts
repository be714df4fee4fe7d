import type { Action } from '@kapwa/core';
import { type TestCommunity, testCommunity } from '@kapwa/testing';
import { describe, expect, it } from 'vitest';
import { pluginThat } from '../plugin-that.js';

/** Wants what is said with "spam" deleted, and the group closed at "close". */
const keeper = pluginThat('keeper', (scope) => {
  scope.on('message.received', { direct: false }, (context, event) => {
    const group = context.group?.key ?? '';
    if (event.text.startsWith('spam')) {
      const target = { group, message: event.message, author: event.from.id };
      context.perform({ kind: 'message.delete', target }, { reason: 'spam' });
    }
    if (event.text === 'close') {
      const close: Action = { kind: 'posting.set', group, posting: 'admins' };
      context.perform(close, { reason: 'close' });
    }
    if (event.text === 'close yourself') {
      const close: Action = { kind: 'posting.set', group, posting: 'admins' };
      context.perform(close, { reason: 'close', assist: false });
    }
  });
});

/** The bot is only a member of Success Stories; Sameer and Grace are its admins. */
async function withKeeper(): Promise<TestCommunity> {
  const community = await testCommunity({ plugins: [keeper] });
  await community.tellsBot('sameer', 'hello');
  await community.tellsBot('grace', 'hello');
  return community;
}

const STORIES = 'success-stories';

function askedPhones(community: TestCommunity): string[] {
  return ['sameer', 'grace', 'ana', 'baraka'].filter((person) =>
    community.phone(person).fromBot.some((text) => text.includes('Your help is needed')),
  );
}

function outcomeOf(community: TestCommunity, reason: string): string | undefined {
  return community.actions.find((action) => action.reason === reason)?.outcome?.kind;
}

describe('what the bot cannot do itself', () => {
  it('is asked of one admin by direct message, without repeating what was said', async () => {
    await using community = await withKeeper();

    await community.says('ana', STORIES, 'spam secret words');

    const [asked = '', ...others] = askedPhones(community);
    expect(others).toEqual([]);
    const text = community.phone(asked).latest;
    expect(text).toContain('delete the message of Ana Reyes');
    expect(text).toContain('Success Stories');
    expect(text).not.toContain('secret');
    expect(outcomeOf(community, 'spam')).toBeUndefined();
  });

  it('is done when the admin says so, where the messenger does not tell', async () => {
    await using community = await withKeeper();
    await community.says('ana', STORIES, 'spam');
    const [asked = ''] = askedPhones(community);

    await community.tellsBot(asked, 'DONE');

    expect(outcomeOf(community, 'spam')).toBe('done');
    expect(community.phone(asked).latest).toContain('Thank you');
    expect(community.findings.map(({ reason }) => reason)).toContain('assist-believed');
  });

  it('is taken back with thanks when the messenger shows it done', async () => {
    await using community = await withKeeper();
    const message = await community.says('ana', STORIES, 'spam');
    const [asked = ''] = askedPhones(community);

    await community.takesBack('ana', message);

    expect(outcomeOf(community, 'spam')).toBe('done');
    expect(community.phone(asked).latest).toContain('done already');
  });

  it('is asked of the next one at once when the first cannot, and refused when nobody can', async () => {
    await using community = await withKeeper();
    await community.says('ana', STORIES, 'spam');
    const [first = ''] = askedPhones(community);
    const second = first === 'sameer' ? 'grace' : 'sameer';

    await community.tellsBot(first, "can't");
    expect(community.phone(second).latest).toContain('Your help is needed');
    await community.tellsBot(second, 'cannot');

    expect(outcomeOf(community, 'spam')).toBe('refused');
  });

  it('is asked of the next one after half an hour, and given up after a day', async () => {
    await using community = await withKeeper();
    await community.says('ana', STORIES, 'spam');
    expect(askedPhones(community)).toHaveLength(1);

    await community.passes('31 minutes');
    expect(askedPhones(community)).toHaveLength(2);
    await community.passes('1 day');

    expect(outcomeOf(community, 'spam')).toBe('expired');
  });

  it('goes on over a restart', async () => {
    await using community = await withKeeper();
    await community.says('ana', STORIES, 'spam');
    const [asked = ''] = askedPhones(community);

    await community.restarts();
    await community.tellsBot(asked, 'done');

    expect(outcomeOf(community, 'spam')).toBe('done');
  });

  it('is not believed where the messenger shows that it is not done', async () => {
    await using community = await withKeeper();
    await community.says('ana', STORIES, 'close');
    const [asked = ''] = askedPhones(community);

    await community.tellsBot(asked, 'done');
    expect(community.phone(asked).latest).toContain('do not see it');
    expect(outcomeOf(community, 'close')).toBeUndefined();
    await community.atOnce((world) => world.setPosting(STORIES, 'admins', { by: asked }));

    expect(outcomeOf(community, 'close')).toBe('done');
    expect(community.phone(asked).latest).toMatch(/Thank you|done already/);
  });

  it('is never asked of whom it is about', async () => {
    await using community = await withKeeper();

    await community.says('sameer', STORIES, 'spam');

    expect(askedPhones(community)).toEqual(['grace']);
  });

  it('is refused at once where the plugin wants no admin to be asked', async () => {
    await using community = await withKeeper();

    await community.says('ana', STORIES, 'close yourself');

    expect(askedPhones(community)).toEqual([]);
    expect(outcomeOf(community, 'close')).toBe('refused');
  });

  it('leaves a "done" alone that answers no request', async () => {
    await using community = await withKeeper();
    const before = community.phone('ana').fromBot.length;

    await community.tellsBot('ana', 'done');

    expect(community.phone('ana').fromBot).toHaveLength(before);
  });
});
