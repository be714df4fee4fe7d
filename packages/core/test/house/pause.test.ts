import { plain } from '@kapwa/core';
import { type TestCommunity, testCommunity } from '@kapwa/testing';
import { describe, expect, it } from 'vitest';
import { messageFrom } from '../events.js';
import { pluginThat } from '../plugin-that.js';

/** Repeats in the group what is said there, and in private what it is told. */
const parrot = pluginThat('parrot', (scope) => {
  scope.on('message.received', {}, (context, event) => {
    const { group, actor } = context;
    if (actor === undefined) return;
    const to = group === undefined ? { person: actor.person.id } : { group: group.key };
    context.perform({ kind: 'message.send', to, text: plain(`heard: ${event.text}`) });
  });
});

async function withParrot(): Promise<TestCommunity> {
  return testCommunity({ plugins: [parrot], community: { quietHours: undefined } as never });
}

describe('a bot that an admin has paused', () => {
  it('says nothing to members until it is resumed, and then takes up what waited', async () => {
    await using community = await withParrot();
    await community.tellsBot('sameer', 'pause');

    await community.says('ana', 'north-area', 'one');
    await community.tellsBot('baraka', 'two');

    expect(community.group('north-area').fromBot).toEqual([]);
    expect(community.phone('baraka').fromBot).toEqual([]);
    await community.tellsBot('sameer', 'resume');

    expect(community.group('north-area').fromBot).toEqual(['heard: one']);
    expect(community.phone('baraka').fromBot).toEqual(['heard: two']);
  });

  it('says in the group of the admins who paused it and how to let it go on', async () => {
    await using community = await withParrot();

    await community.tellsBot('sameer', 'pause');

    const [note] = community.group('admin-only').fromBot;
    expect(note).toContain('Sameer Khan has paused me');
    expect(note).toContain('RESUME');
    expect(community.phone('sameer').latest).toContain('RESUME');
    await community.tellsBot('sameer', 'resume');

    expect(community.group('admin-only').fromBot.at(-1)).toContain('Sameer Khan has let me go on');
    expect(community.findings.map(({ reason }) => reason)).toEqual(['pause', 'resume']);
  });

  it('can be paused by an admin of one group, in private and in the group', async () => {
    await using community = await withParrot();
    await community.promotes('baraka', 'north-area');

    await community.tellsBot('baraka', 'PAUSE');
    expect(community.kit.isPaused('health-workers')).toBe(true);
    await community.says('baraka', 'north-area', '/resume');

    expect(community.kit.isPaused('health-workers')).toBe(false);
  });

  it('cannot be paused by a member', async () => {
    await using community = await withParrot();

    await community.tellsBot('ana', 'pause');
    await community.says('ana', 'north-area', '/pause');

    expect(community.kit.isPaused('health-workers')).toBe(false);
    expect(community.group('admin-only').fromBot).toEqual([]);
  });

  it('answers an admin who asks for help or for the status, and nobody else', async () => {
    await using community = await withParrot();
    await community.tellsBot('sameer', 'pause');
    await community.says('ana', 'north-area', 'one');

    await community.tellsBot('sameer', 'status');
    expect(community.phone('sameer').latest).toContain('1 message or event waits');
    await community.tellsBot('sameer', 'help');
    expect(community.phone('sameer').latest).toContain('STATUS');
    await community.tellsBot('ana', 'help');

    expect(community.phone('ana').fromBot).toEqual([]);
  });

  it('stays paused over a restart, and loses nothing', async () => {
    await using community = await withParrot();
    await community.tellsBot('sameer', 'pause');
    await community.says('ana', 'north-area', 'one');

    await community.restarts();
    await community.says('ana', 'north-area', 'two');
    expect(community.group('north-area').fromBot).toEqual([]);
    await community.tellsBot('grace', 'resume');
    await community.tellsBot('sameer', 'resume');

    expect(community.group('north-area').fromBot).toEqual(['heard: one', 'heard: two']);
  });

  it('does not say in a group what is an hour late, and reports that', async () => {
    await using community = await withParrot();
    await community.tellsBot('sameer', 'pause');
    await community.says('ana', 'north-area', 'old');
    await community.tellsBot('baraka', 'private');
    await community.passes('2 hours');
    await community.says('ana', 'north-area', 'new');

    await community.tellsBot('sameer', 'resume');

    expect(community.group('north-area').fromBot).toEqual(['heard: new']);
    expect(community.phone('baraka').fromBot).toEqual(['heard: private']);
    expect(community.phone('sameer').latest).toContain('3 messages and events');
  });

  it('is paused at once, although a handler hangs in the lane of the admin and the outbox is full', async () => {
    let letGo = (): void => undefined;
    const slow = pluginThat('slow', (scope) => {
      scope.on('message.received', { direct: true }, () => {
        return new Promise<void>((resolve) => {
          letGo = resolve;
        });
      });
      scope.on('message.received', { direct: false }, (context) => {
        const to = { group: context.group?.key ?? '' };
        const send = { kind: 'message.send', to, text: plain('later') } as const;
        context.perform(send, { notBefore: context.now + 60_000, priority: 'notice' });
      });
    });
    await using community = await testCommunity({ plugins: [slow], runTwice: false });
    await community.says('ana', 'north-area', 'one');
    const hanging = community.kit.receive(messageFrom('sameer', 'hello'));
    await hanging.accepted;

    await community.kit.receive(messageFrom('sameer', 'pause')).settled;

    expect(community.kit.isPaused('health-workers')).toBe(true);
    letGo();
    await hanging.settled;
    await community.passes('2 minutes');
    expect(community.group('north-area').fromBot).toEqual([]);
    await community.kit.resume('health-workers');
    await community.passes('1 second');
    expect(community.group('north-area').fromBot).toEqual(['later']);
    expect(community.group('admin-only').fromBot.at(-1)).toContain('Whoever runs the bot');
  });

  it('says so to an admin who resumes it although it is at work', async () => {
    await using community = await withParrot();

    await community.tellsBot('sameer', 'resume');

    expect(community.phone('sameer').fromBot[0]).toContain('not paused');
  });
});
