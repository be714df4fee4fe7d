import { testCommunity } from '@kapwa/testing';
import { describe, expect, it } from 'vitest';
import { onboarding } from '../src/index.js';

const MORNING = Date.UTC(2027, 2, 1, 8);

describe('somebody who turns out to be one person', () => {
  it('has agreed if they had agreed as either, and is not asked again', async () => {
    await using community = await testCommunity({ plugins: [onboarding] });
    let count = 0;
    const writes = async (text: string, id: string, aliases?: readonly string[]): Promise<void> => {
      count += 1;
      const from = { id, name: 'Juma', ...(aliases === undefined ? {} : { aliases }) };
      await community.kit.receive({
        kind: 'message.received',
        id: `juma-${count}`,
        at: MORNING + count * 1000,
        adapter: 'playground',
        chat: { id, direct: true },
        from,
        message: `m${count}`,
        text,
        mentions: [],
      }).settled;
      await community.kit.idle();
    };
    await writes('good morning', 'juma');
    await writes('good morning', 'lid:juma');
    await writes('sw', 'lid:juma');
    await writes('ndiyo', 'lid:juma');

    await writes('it is me', 'juma', ['lid:juma']);

    const kept = await community.store.list('onboarding.progress', 'health-workers/');
    expect(kept).toHaveLength(1);
    expect(kept[0]?.value).toMatchObject({ agreed: { language: 'sw' } });
  });
});
