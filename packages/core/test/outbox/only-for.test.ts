import { plain } from '@kapwa/core';
import { testCommunity } from '@kapwa/testing';
import { expect, it } from 'vitest';
import { pluginThat } from '../plugin-that.js';

const nudging = pluginThat('nudging', (scope) => {
  scope.on('message.received', {}, (context) => {
    const { group, actor } = context;
    if (group === undefined || actor === undefined) return;
    const text = plain('For your eyes only');
    context.perform({
      kind: 'message.send',
      to: { group: group.key },
      text,
      onlyFor: actor.person.id,
    });
  });
});

it('never shows everybody what is meant for one, where a messenger cannot', async () => {
  const community = await testCommunity({ plugins: [nudging] });

  await community.says('baraka', 'north-area', 'Hello');

  expect(community.actions).toMatchObject([
    { outcome: { kind: 'refused', reason: expect.stringMatching(/one person alone/) } },
  ]);
  await community.stop();
});
