import { testCommunity } from '@kapwa/testing';
import { describe, expect, it } from 'vitest';
import { messageFrom } from '../events.js';
import { appealsWith, appealWords } from './appeals.js';

describe('a dialogue whose plugin is unloaded', () => {
  it('leaves nothing behind that listens, and goes on when the plugin is back', async () => {
    const { plugin } = appealsWith(await appealWords());
    await using north = await testCommunity({ plugins: [plugin] });
    await north.tellsBot('ana', 'appeal');

    await north.kit.plugins.unload('appeals');
    expect(north.kit.plugins.tree()).not.toHaveProperty('appeals');
    await north.tellsBot('ana', '1');
    expect(north.phone('ana').fromBot).toHaveLength(1);

    await north.kit.plugins.load(plugin);
    await north.tellsBot('ana', '1');
    expect(north.phone('ana').latest).toBe('Tell the admins in your own words.');
  });
});

describe('a host that asks whether a message is for the kit', () => {
  it('is told yes while a question is open, and no when it has ended', async () => {
    await using north = await testCommunity({
      plugins: [appealsWith(await appealWords()).plugin],
    });
    const answer = messageFrom('ana', 'my own words');
    expect(north.kit.claims.claimed(answer)).toBe(false);

    await north.tellsBot('ana', 'appeal');
    expect(north.kit.claims.claimed(answer)).toBe(true);
    await north.tellsBot('ana', 'stop');

    expect(north.kit.claims.claimed(answer)).toBe(false);
  });
});
