import { once } from 'node:events';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import WebSocket from 'ws';
import { botWithKapwa } from '../botkit.js';

const toClose: (() => Promise<void>)[] = [];

beforeEach(() => {
  // Botkit opens its own port: a free one.
  vi.stubEnv('PORT', '0');
  // The web adapter starts a timer that nothing stops.
  const { setInterval: start } = globalThis;
  vi.spyOn(globalThis, 'setInterval').mockImplementation((...given) => {
    const timer = start(...given);
    toClose.push(async () => clearInterval(timer));
    return timer;
  });
});

afterEach(async () => {
  for (const close of toClose.splice(0).reverse()) await close();
  vi.restoreAllMocks();
  vi.unstubAllEnvs();
});

async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await new Promise((resolve) => setImmediate(resolve));
}

async function chat() {
  const { adapter, controller, kit } = await botWithKapwa();
  toClose.push(async () => {
    adapter.wss.close();
    controller.http.closeAllConnections();
    await controller.shutdown();
    await kit.stop();
  });
  await until(() => controller.http.listening && adapter.wss !== undefined);
  const socket = new WebSocket(`ws://127.0.0.1:${controller.http.address().port}`);
  const texts: string[] = [];
  socket.on('message', (data) => {
    const { type, text } = JSON.parse(String(data)) as { type: string; text: string };
    if (type === 'message') texts.push(text);
  });
  await once(socket, 'open');
  return {
    writes: (text: string) => socket.send(JSON.stringify({ type: 'message', user: 'amina', text })),
    async shows(count: number) {
      await until(() => texts.length >= count);
      return texts;
    },
  };
}

it('answers its own words, and leaves to Kapwa what is for Kapwa', async () => {
  const page = await chat();

  page.writes('/rules');
  const [rules] = await page.shows(1);
  page.writes('stock');

  const answers = await page.shows(2);
  expect(rules).not.toBe('42 boxes of gloves');
  expect(answers.slice(1)).toContain('42 boxes of gloves');
});
