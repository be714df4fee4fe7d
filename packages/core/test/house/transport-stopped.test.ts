import { type Adapter, createKit, defineBlueprint, native, type WireStep } from '@kapwa/core';
import { expect, it, onTestFinished } from 'vitest';

/** A messenger that keeps what is written on it. */
function messenger(name: string, written: WireStep[]): Adapter {
  return {
    name,
    maxText: 4096,
    encode: (action) => [{ op: action.kind, body: JSON.stringify(action) }],
    capability: () => native,
    connect: () => ({
      async perform(step) {
        written.push(step);
        return { kind: 'ok', message: '1' };
      },
      close: () => undefined,
    }),
  };
}

const blueprint = (adapter: string) =>
  defineBlueprint({
    community: { name: 'Health workers', purpose: 'Work together', timeZone: 'Africa/Nairobi' },
    groups: {
      admins: { name: 'Admins', kind: 'admin', chat: { [adapter]: 'the-room' } },
      north: { name: 'North', chat: { telegram: 'north' } },
    },
  });

async function told(room: string, state: 'stopped' | 'disconnected'): Promise<readonly string[]> {
  const written: WireStep[] = [];
  const kit = createKit({
    communities: [blueprint(room)],
    adapters: ['whatsapp', 'telegram'].map((name) => messenger(name, written)),
  });
  await kit.start();
  onTestFinished(() => kit.stop());
  const at = Date.now();
  const event = { kind: 'transport.changed', id: 't1', at, adapter: 'whatsapp', state } as const;
  await kit.receive(event).settled;
  await kit.idle();
  return written.map(({ body }) => String(body));
}

it('admins are told on another messenger that one has stopped for good', async () => {
  const [message, ...more] = await told('telegram', 'stopped');

  expect(message).toContain('stopped on ');
  expect(message).toContain('whatsapp');
  expect(more).toEqual([]);
});

it('nobody is told where the only room for admins is on the messenger that stopped', async () => {
  expect(await told('whatsapp', 'stopped')).toEqual([]);
});

it('community admins are told in private by another way to the same messenger', async () => {
  const written: WireStep[] = [];
  const { community, ...rest } = blueprint('whatsapp');
  const people = [
    {
      key: 'sameer',
      name: 'Sameer',
      roles: ['community-admin'],
      accounts: [{ adapter: 'whatsapp', id: '254700000001' }],
    },
  ];
  const official = { ...messenger('official', written), network: 'whatsapp' };
  const device: Adapter = { ...messenger('whatsapp', []), addressOf: () => undefined };
  const kit = createKit({
    communities: [{ ...rest, community, people }],
    adapters: [official, device],
  });
  await kit.start();
  onTestFinished(() => kit.stop());
  const at = Date.now();
  const from = { id: '254700000001' };
  const about = {
    id: 'm1',
    at,
    adapter: 'whatsapp',
    via: 'official',
    message: 'm1',
    text: 'hello',
  };
  const chat = { id: from.id, direct: true };
  const wrote = { kind: 'message.received', ...about, chat, from, mentions: [] } as const;
  await kit.receive(wrote).settled;
  const stopped = { id: 't1', at, adapter: 'whatsapp', state: 'stopped' } as const;
  await kit.receive({ kind: 'transport.changed', ...stopped }).settled;
  await kit.idle();

  expect(written.map(({ body }) => String(body)).join()).toContain('stopped on ');
});

it('nobody is told of a line that was cut for a moment', async () => {
  expect(await told('telegram', 'disconnected')).toEqual([]);
});
