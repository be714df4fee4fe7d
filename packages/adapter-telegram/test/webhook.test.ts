import type { Store } from '@kapwa/core';
import { fillingStore } from '@kapwa/testing';
import { describe, expect, it } from 'vitest';
import { webhookPath } from '../src/index.js';
import { secret, startBot } from './running-bot.js';

describe('the webhook of Telegram', () => {
  const post = (url: string, body: string, word?: string): Promise<Response> =>
    fetch(url + webhookPath, {
      method: 'POST',
      body,
      headers: word === undefined ? {} : { 'x-telegram-bot-api-secret-token': word },
    });

  async function hooked(store?: Store) {
    const bot = await startBot({ mode: 'webhook', ...(store && { store }) });
    const { telegram, url } = bot;
    const set = `${telegram.apiRoot}/bot${telegram.token}/setWebhook`;
    await fetch(`${set}?url=${encodeURIComponent(url + webhookPath)}&secret_token=${secret}`);
    return bot;
  }

  it('takes what Telegram posts, and once what it posts twice', async () => {
    const { telegram, settle } = await hooked();
    const amina = telegram.person('Amina');
    amina.phone.bot.writes('rules');
    await settle();
    await telegram.webhook.repeatLast();
    await settle();

    expect(telegram.webhook.posts.map(({ status }) => status)).toEqual([200, 200]);
    expect(amina.phone.bot.texts).toEqual(['rules', 'You wrote: rules']);
  });

  it('answers 503 while nothing can be kept, and takes it later', async () => {
    let isFull = false;
    const { telegram, settle, clock } = await hooked(fillingStore(() => isFull));
    const amina = telegram.person('Amina');
    isFull = true;
    amina.phone.bot.writes('rules');
    await settle();
    isFull = false;
    await clock.advance(1000);
    await settle();

    expect(telegram.webhook.posts.map(({ status }) => status)).toEqual([503, 200]);
    expect(amina.phone.bot.texts).toEqual(['rules', 'You wrote: rules']);
  });

  it.each([
    ['no secret', undefined],
    ['a secret off by its last letter', `${secret.slice(0, -1)}x`],
    ['a shorter secret', secret.slice(0, -1)],
    ['a longer secret', `${secret}x`],
    ['an empty secret', ''],
  ])('gives strangers with %s 401 and not a word', async (_, word) => {
    const { url } = await startBot({ mode: 'webhook' });
    const response = await post(url, '{"update_id":1}', word);

    expect(response.status).toBe(401);
    expect(await response.text()).toBe('');
  });

  it.each([
    ['no JSON', 'hello', 400],
    ['no update', '7', 400],
    ['brackets without end', '['.repeat(5000), 400],
    ['keys that change all objects', '{"update_id":1,"__proto__":{"x":1}}', 400],
    ['3 MB', `"${'x'.repeat(3_000_000)}"`, 413],
    ['an update of tomorrow', '{"update_id":1,"mind_read":{"thought":"x"}}', 200],
    ['a message of a wrong form', '{"update_id":1,"message":{"text":7}}', 200],
  ])('survives %s from whoever knows the secret', async (_, body, status) => {
    const { url, settle, events } = await startBot({ mode: 'webhook' });
    const before = events.length;

    expect((await post(url, body, secret)).status).toBe(status);
    await settle();
    expect(events).toHaveLength(before);
    expect(({} as { x?: unknown }).x).toBeUndefined();
  });
});
