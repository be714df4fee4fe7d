import { createKit, createMemoryStore, defineBlueprint, type PlatformEvent } from '@kapwa/core';
import { afterEach, describe, expect, it } from 'vitest';

const toStop: (() => Promise<void>)[] = [];

afterEach(async () => {
  for (const stop of toStop.splice(0)) await stop();
});

const blueprint = defineBlueprint({
  community: { name: 'Health workers', purpose: 'Work together', timeZone: 'Africa/Nairobi' },
  groups: { north: { name: 'Area North', kind: 'general', chat: { telegram: 'old' } } },
});

const store = createMemoryStore();

async function startKit() {
  const kit = createKit({ communities: [blueprint], store });
  await kit.start();
  toStop.push(() => kit.stop());
  const tell = async (event: Partial<PlatformEvent> & { kind: string }): Promise<void> => {
    const whole = { id: JSON.stringify(event), at: 1, adapter: 'telegram', ...event };
    await kit.receive(whole as PlatformEvent).settled;
  };
  const chats = async () => {
    const records = await store.list('core.groups', '');
    return records.map(({ value }) => value as { key: string; chat?: { id: string } });
  };
  return { kit, tell, chats };
}

describe('a group whose chat gets another id', () => {
  it('is found under both, keeps its name, and stays there when the bot starts again', async () => {
    const { kit, tell, chats } = await startKit();
    const from = { id: 'ana' };
    const message = { kind: 'message.received', from, text: 'Hello', mentions: [] } as const;

    await tell({ ...message, message: '1', chat: { id: 'new', direct: false } });
    await tell({ kind: 'chat.moved', chat: { id: 'old', direct: false }, to: 'new' });
    await tell({ ...message, message: '2', chat: { id: 'old', direct: false } });
    await tell({ ...message, message: '3', chat: { id: 'new', direct: false } });

    expect(await chats()).toMatchObject([{ key: 'north', chat: { id: 'new' } }]);
    await kit.stop();
    const again = await startKit();
    expect(await again.chats()).toMatchObject([{ key: 'north', chat: { id: 'new' } }]);
  });
});
