import { testCommunity } from '@kapwa/testing';
import { expect, it } from 'vitest';
import { recognition } from '../src/index.js';

it('smoke', async () => {
  await using community = await testCommunity({ plugins: [recognition] });

  await community.says('ana', 'north-area', 'Thank you @Baraka for staying with the family all night');

  console.log(community.group('north-area'), community.findings, community.actions, community.failures);
  await community.passes('2 weeks');
  console.log(community.group('north-area'), community.world.clock.waiting());
  expect(community.kit).toBeDefined();
});
