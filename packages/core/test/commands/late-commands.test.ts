import { describe, expect, it } from 'vitest';
import { MORNING, messageFrom } from '../events.js';
import { hostedKit } from '../hosted-kit.js';
import { listenerTo } from '../plugin-that.js';
import { withMute } from './tested-command.js';

const HOUR = 3_600_000;

describe('a command that comes late', () => {
  it.each([
    ['is carried out', 23 * HOUR, 1],
    ['is not, after a day', 25 * HOUR, 0],
  ])('%s', async (_, ago, times) => {
    const { community, uses } = await withMute();
    const at = MORNING - ago;

    await community.kit.receive(messageFrom('ana', '/mute', { at })).settled;

    expect(uses).toHaveLength(times);
    expect(community.failures).toEqual([]);
  });

  it('is heard all the same', async () => {
    const heard: string[] = [];
    const { kit } = await hostedKit({ plugins: [listenerTo(heard)] });

    await kit.receive(messageFrom('ana', '/help', { at: MORNING - 25 * HOUR })).settled;

    expect(heard).toEqual(['/help']);
  });
});
