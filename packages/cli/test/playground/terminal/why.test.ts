import { createKit, defineBlueprint, definePlugin, plain } from '@kapwa/core';
import pc from 'picocolors';
import { afterEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { raiseStage, type Stage } from '../../../src/playground/stage/stage.js';
import { type StoryTeller, tellStories } from '../../../src/playground/terminal/story.js';
import { whyLines } from '../../../src/playground/terminal/why.js';

/** Takes down "out", writes to the writer, and leaves a word for the group until tomorrow. */
const strict = definePlugin({
  name: 'strict',
  options: z.object({}),
  setup(scope) {
    scope.posted('welcome', (context, data) => {
      const to = { person: String(data) };
      context.perform({ kind: 'message.send', to, text: plain('Welcome!') });
    });
    scope.on('member.joined', {}, (context) => {
      const person = context.actor?.person.id ?? '';
      context.post({ person }, 'welcome', person);
    });
    scope.on('message.received', { direct: false }, (context, { message, text }) => {
      const group = context.group?.key ?? '';
      const person = context.actor?.person.id ?? '';
      const reason = 'out';
      if (!text.includes('out')) return;
      context.perform({ kind: 'message.delete', target: { group, message } }, { reason });
      context.perform({ kind: 'message.send', to: { person }, text: plain('Why?') }, { reason });
      context.perform(
        { kind: 'message.send', to: { group }, text: plain('Be kind.') },
        { notBefore: context.now + 86_400_000 },
      );
    });
  },
});

const blueprint = defineBlueprint({
  community: { name: 'Health Workers', purpose: 'Care', timeZone: 'Africa/Nairobi' },
  groups: { north: { name: 'Area North', kind: 'general' } },
});

let stage: Stage | undefined;

afterEach(async () => stage?.close());

async function playing(): Promise<{ stage: Stage; stories: StoryTeller; why(): string }> {
  const scene = {
    starts: '2027-03-01T08:00',
    cast: [{ person: 'ana', name: 'Ana', groups: ['north'] }],
  };
  const raised = await raiseStage({ blueprint, plugins: [strict], scene, createKit });
  stage = raised;
  const stories = tellStories(raised.kit);
  const seat = { me: 'ana', place: { id: 'north', direct: false } };
  const colors = pc.createColors(false);
  const why = (): string =>
    whyLines({ stage: raised, stories, colors, columns: 100, seat }).join('\n');
  return { stage: raised, stories, why };
}

describe('asking why', () => {
  it('tells of every action where it went, what for, and what became of it', async () => {
    const { stage: raised, why } = await playing();

    raised.world.write('ana', 'north', 'get out');
    await raised.settle();

    expect(why().split('\n')).toEqual([
      'Ana wrote in Area North:',
      '  strict asked for message.delete (Area North) because of out: done',
      '  strict asked for message.send (Ana, direct) because of out: sent',
      '  strict asked for message.send (Area North): waits for its time',
    ]);
  });

  it('tells why an action did not come about', async () => {
    const { stage: raised, why } = await playing();
    raised.world.setBlocked('ana', true);
    raised.world.demote(raised.world.bot.id, 'north');

    raised.world.write('ana', 'north', 'get out');
    await raised.settle();

    expect(why()).toContain('message.send (a person) because of out: refused: blocked');
    expect(why()).toMatch(/message\.delete \(Area North\) because of out: refused: .*not an admin/);
  });

  it('tells of what a plugin left for later as part of the same story', async () => {
    const { stage: raised, why } = await playing();
    raised.world.addPerson({ id: 'ben', name: 'Ben' });

    raised.world.join('ben', 'north');
    await raised.settle();

    expect(why().split('\n')).toEqual([
      'Ben came into Area North:',
      '  strict asked for message.send (Ben, direct): sent',
    ]);
  });

  it('tells of other things than messages too', async () => {
    const { stage: raised, why } = await playing();

    raised.world.leave('ana', 'north');
    await raised.settle();

    expect(why()).toContain('member.left in Area North:');
  });

  it('knows of nothing any more once it looks away', async () => {
    const { stage: raised, stories, why } = await playing();
    const before = why();
    stories.close();

    raised.world.write('ana', 'north', 'get out');
    await raised.settle();

    expect(why()).toBe(before);
  });
});
