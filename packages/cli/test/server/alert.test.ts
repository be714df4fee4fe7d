import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import {
  createKit,
  defineBlueprint,
  type Logger,
  silentLogger,
  type TransportChanged,
} from '@kapwa/core';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { alertAddress, alertOf, alertOnStop } from '../../src/server/alert.js';

const stopped: TransportChanged = {
  kind: 'transport.changed',
  id: 't1',
  at: Date.UTC(2027, 2, 1, 8),
  adapter: 'whatsapp',
  state: 'stopped',
  reason: 'WhatsApp has logged the bot out.',
};

/** An address of somebody's own, which answers with these codes, one after the other. */
async function address(...codes: readonly number[]) {
  const posts: unknown[] = [];
  const server = createServer(async (request, response) => {
    const chunks: Uint8Array[] = [];
    for await (const chunk of request) chunks.push(chunk);
    response.writeHead(codes[posts.length] ?? 200).end();
    posts.push(JSON.parse(Buffer.concat(chunks).toString()));
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  onTestFinished(() => void server.close());
  return { posts, url: new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}/x`) };
}

const community = defineBlueprint({
  community: { name: 'Health workers', purpose: 'Work together', timeZone: 'Africa/Nairobi' },
});

/** A bot to which things happen. */
async function playing(url: URL, log: Logger = silentLogger) {
  const kit = createKit({ communities: [community] });
  alertOnStop(kit, url, log);
  await kit.start();
  onTestFinished(() => kit.stop());
  return (event: TransportChanged): Promise<unknown> => kit.receive(event).settled;
}

describe('whoever runs the bot', () => {
  it('is told once that a messenger has stopped, with the reason', async () => {
    const { posts, url } = await address();
    const happens = await playing(url);
    await happens({ ...stopped, id: 't0', state: 'disconnected' });
    await happens(stopped);
    await happens(stopped);

    await vi.waitFor(() => expect(posts).toHaveLength(1));
    expect(posts).toEqual([
      {
        text: 'The bot has stopped on whatsapp. WhatsApp has logged the bot out.',
        kind: 'transport.stopped',
        messenger: 'whatsapp',
        reason: 'WhatsApp has logged the bot out.',
        at: '2027-03-01T08:00:00.000Z',
      },
    ]);
  });

  it('is told again where the address could not take it', async () => {
    const { posts, url } = await address(503, 200);
    await (await playing(url))(stopped);

    await vi.waitFor(() => expect(posts).toHaveLength(2), 10_000);
  });

  it('finds in the log that the address takes nothing, and not the address', async () => {
    const lines: string[] = [];
    const error = (message: string, fields?: object) =>
      void lines.push(`${message} ${JSON.stringify(fields)}`);
    const happens = await playing(new URL('http://127.0.0.1:9/secret'), { ...silentLogger, error });
    vi.useFakeTimers({ toFake: ['setTimeout'] });
    onTestFinished(() => void vi.useRealTimers());
    await happens(stopped);

    await vi.waitFor(async () => {
      await vi.advanceTimersByTimeAsync(20_000);
      expect(lines).toHaveLength(1);
    });
    expect(lines[0]).toContain('ALERT_WEBHOOK');
    expect(lines[0]).not.toContain('secret');
  });

  it('need not be told anywhere', () => {
    expect(alertAddress({})).toBeUndefined();
    expect(alertOf({ ...stopped, reason: undefined } as never).text).toContain('stopped on');
  });

  it.each(['http://example.org/x', 'example.org', 'file:///etc/passwd'])(
    'is not told at %s',
    (ALERT_WEBHOOK) => {
      expect(() => alertAddress({ ALERT_WEBHOOK })).toThrow(/https:/);
    },
  );
});
