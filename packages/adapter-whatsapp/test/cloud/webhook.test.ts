import {
  type AcceptOptions,
  type PlatformEvent,
  type RawResponse,
  silentLogger,
} from '@kapwa/core';
import { metaJson, metaSignature, turnableClock } from '@kapwa/testing';
import { beforeEach, describe, expect, it } from 'vitest';
import { limits } from '../../src/cloud/limits.js';
import { type WebhookSettings, webhookPath, webhookRoutes } from '../../src/cloud/webhook.js';
import {
  change,
  message,
  phoneNumberId,
  sentAt,
  sentAtMs,
  webhook,
  webhookWith,
} from './samples.js';

const settings = { phoneNumberId, appSecrets: ['new-secret', 'old-secret'], verifyToken: 'karibu' };

let stored: PlatformEvent[];
let warnings: string[];
let buried: string[];
let accept: (events: readonly PlatformEvent[], how?: AcceptOptions) => Promise<void>;
let bury: (part: unknown, reason: string) => Promise<void>;

beforeEach(() => {
  stored = [];
  warnings = [];
  buried = [];
  accept = async (events) => void stored.push(...events);
  bury = async (_, reason) => void buried.push(reason);
});

function routes(more: Partial<WebhookSettings> = {}) {
  const log = {
    ...silentLogger,
    warn: (text: string, fields: object = {}) =>
      void warnings.push(`${text} ${JSON.stringify(fields)}`),
  };
  const clock = turnableClock(sentAtMs + 1000);
  const [get, post] = webhookRoutes(
    { ...settings, ...more },
    {
      accept: (events, how) => accept(events, how),
      bury: (part, reason) => bury(part, reason),
      log,
      clock,
    },
  );
  if (!get || !post) throw new Error('two routes are expected');
  return { get, post };
}

async function post(
  body: Uint8Array,
  signature?: string,
  more: Partial<WebhookSettings> = {},
): Promise<RawResponse> {
  const headers = { 'x-hub-signature-256': signature };
  return await routes(more).post.handle({ method: 'POST', url: webhookPath, headers, body });
}

const signedBy = (body: Uint8Array, secret = 'new-secret') => metaSignature(body, secret);
const body = metaJson(webhookWith(message({ text: { body: 'Habari 👋 a/b' } })));

describe('a post to the webhook', () => {
  it('is answered 200 once what it tells is kept', async () => {
    expect(await post(body, signedBy(body))).toEqual({ status: 200 });
    expect(stored).toMatchObject([{ kind: 'message.received', text: 'Habari 👋 a/b' }]);
  });

  it('is believed under the old secret too while it is exchanged', async () => {
    expect(await post(body, signedBy(body, 'old-secret'))).toEqual({ status: 200 });
  });

  it.each([
    ['unsigned', body, undefined],
    ['signed with a short signature', body, 'sha256=abc'],
    ['signed with another secret', body, signedBy(body, 'stolen')],
    ['signed for another body', body, signedBy(Buffer.from('{}'))],
    [
      'written again by a proxy',
      Buffer.from(JSON.stringify(JSON.parse(body.toString()))),
      signedBy(body),
    ],
    ['cut short', body.subarray(0, -1), signedBy(body)],
    ['not JSON and unsigned', Buffer.from('hello'), undefined],
  ])('is answered 401 without a word when it is %s', async (_, bytes, signature) => {
    const refusal = signature === undefined ? 'unsigned' : 'signature';
    expect(await post(bytes, signature)).toEqual({ status: 401, refusal });
    expect(stored).toEqual([]);
  });

  it.each([
    ['not JSON', 'hello'],
    ['nested 5,000 levels deep', '['.repeat(5000)],
    ['poisoned', '{"entry":[],"__proto__":{"isAdmin":true}}'],
  ])('is answered 400 when it is signed but %s', async (_, text) => {
    const bytes = Buffer.from(text);

    expect(await post(bytes, signedBy(bytes))).toEqual({ status: 400 });
  });

  it('is answered 503 when the store is down, so that Meta sends it again', async () => {
    accept = () => Promise.reject(new Error('the disk is full'));

    expect(await post(body, signedBy(body))).toEqual({ status: 503 });
  });

  it('is not answered before the store has answered', async () => {
    let finish = () => {};
    accept = () => new Promise((resolve) => (finish = resolve));
    let answered = false;
    const answer = post(body, signedBy(body)).then(() => (answered = true));

    await new Promise(setImmediate);
    expect(answered).toBe(false);
    finish();
    await answer;
    expect(answered).toBe(true);
  });

  it('is logged but not acted on when it is from years ago', async () => {
    const old = metaJson(webhookWith(message({ timestamp: '1649416383' }), message()));

    expect(await post(old, signedBy(old))).toEqual({ status: 200 });
    expect(stored).toHaveLength(1);
    expect(warnings).toEqual([expect.stringContaining('older than 8 days')]);
  });

  it('tells the log when a message of the bot did not arrive, and why', async () => {
    const status = { id: 'wamid.1', timestamp: sentAt, recipient_id: '254700000001' };
    const failed = { ...status, status: 'failed', errors: [{ code: 131026 }] };
    const bytes = metaJson(
      webhook([change({ statuses: [{ ...status, status: 'sent' }, failed] })]),
    );
    await post(bytes, signedBy(bytes));

    expect(stored).toHaveLength(2);
    expect(warnings).toEqual([expect.stringMatching(/did not arrive.*131026/)]);
    expect(warnings.join()).not.toContain('254700000001');
  });

  it('is answered 200 when there is nothing in it for us, and the log says so without content', async () => {
    const unknown = metaJson(webhookWith(message({ type: 'hologram', hologram: 'secret words' })));

    expect(await post(unknown, signedBy(unknown))).toEqual({ status: 200 });
    expect(warnings).toEqual([expect.stringContaining('hologram')]);
    expect(warnings.join()).not.toMatch(/secret words|254700000001/);
  });
});

describe('a post of the right or the wrong size', () => {
  it('is looked at up to the largest Meta sends, and never beyond, signed or not', async () => {
    const largest = Buffer.alloc(limits.webhookBody, ' ');
    const larger = Buffer.alloc(limits.webhookBody + 1, ' ');

    expect(await post(largest)).toMatchObject({ status: 401 });
    expect(await post(largest, signedBy(largest))).toEqual({ status: 400 });
    expect(await post(larger)).toEqual({ status: 413 });
    expect(await post(larger, signedBy(larger))).toEqual({ status: 413 });
  });
});

describe('a post with good and bad parts', () => {
  const bad = { type: 'text', from: '254700000001' };

  it('is taken in with what is good; what is bad is kept for whoever runs the bot', async () => {
    const mixed = metaJson(
      webhookWith(message({ id: 'wamid.a' }), bad, message({ id: 'wamid.b' })),
    );

    expect(await post(mixed, signedBy(mixed))).toEqual({ status: 200 });
    expect(stored).toHaveLength(2);
    expect(buried).toHaveLength(1);
  });

  it('is answered 503 when what is bad cannot be kept', async () => {
    bury = () => Promise.reject(new Error('the disk is full'));
    const mixed = metaJson(webhookWith(message(), bad));

    expect(await post(mixed, signedBy(mixed))).toEqual({ status: 503 });
  });

  it('says each reason once, with how often', async () => {
    const strange = ['a', 'b', 'c'].map((id) => message({ id, type: 'hologram' }));
    const bytes = metaJson(webhookWith(...strange));
    await post(bytes, signedBy(bytes));

    expect(warnings).toHaveLength(1);
    expect(warnings[0]).toContain('"count":3');
  });

  it('is not handed over where nothing in it is for the bot', async () => {
    let asked = 0;
    accept = async () => {
      asked += 1;
    };
    const bytes = metaJson(webhookWith(message({ type: 'hologram' })));
    await post(bytes, signedBy(bytes));

    expect(asked).toBe(0);
    expect(warnings).toHaveLength(1);
  });
});

describe('what a post tells', () => {
  it('is answered before anybody thinks about it', async () => {
    let asked: AcceptOptions | undefined;
    accept = async (_, how) => {
      asked = how;
    };
    await post(body, signedBy(body));

    expect(asked).toEqual({ answerFirst: true });
  });

  it('counts up to the age of eight days', async () => {
    const oldest = Math.floor((sentAtMs + 1000 - limits.webhookAge) / 1000);
    const bytes = metaJson(
      webhookWith(
        message({ id: 'wamid.new', timestamp: String(oldest) }),
        message({ id: 'wamid.old', timestamp: String(oldest - 1) }),
      ),
    );
    await post(bytes, signedBy(bytes));

    expect(stored).toMatchObject([{ message: 'wamid.new' }]);
    expect(warnings).toEqual([expect.stringContaining('"count":1')]);
  });

  it('names the way it came where there are two, and says nothing of it otherwise', async () => {
    await post(body, signedBy(body), { via: 'whatsapp-cloud' });
    await post(body, signedBy(body));

    expect(stored).toMatchObject([{ via: 'whatsapp-cloud' }, {}]);
    expect(stored[1]).not.toHaveProperty('via');
  });

  it('of a group the bot is waiting for is for whoever asked; of others it is told', async () => {
    const group = (id: string, more: object = {}) =>
      change(
        { groups: [{ group_id: id, timestamp: sentAt, type: 'group_create', ...more }] },
        'group_lifecycle_update',
      );
    const bytes = metaJson(
      webhook(
        [group('g1', { request_id: 'r1' }), group('g2', { request_id: 'r2' })],
        [change({ messages: [message({ group_id: 'g1' })] })],
      ),
    );
    await post(bytes, signedBy(bytes), { made: ({ request }) => request === 'r1' });

    expect(stored).toMatchObject([
      { kind: 'group.reported', chat: { id: 'g2' } },
      { kind: 'message.received', chat: { id: 'g1' } },
    ]);
    stored = [];
    await post(bytes, signedBy(bytes));
    expect(stored).toHaveLength(3);
  });
});

describe('where Meta posts to', () => {
  it('is the address the documentation names, with no more room than it needs', () => {
    const { get, post: to } = routes();

    expect([get.method, get.path, get.maxBody]).toEqual(['GET', '/webhooks/whatsapp', 0]);
    expect([to.method, to.path, to.maxBody]).toEqual(['POST', '/webhooks/whatsapp', 3 * 2 ** 20]);
  });
});

describe('the question of Meta when the webhook is set up', () => {
  const ask = (query: string) =>
    routes().get.handle({
      method: 'GET',
      url: `${webhookPath}?${query}`,
      headers: {},
      body: new Uint8Array(),
    });

  it('is answered with its challenge as it is', () => {
    expect(ask('hub.mode=subscribe&hub.challenge=11%3C58&hub.verify_token=karibu')).toMatchObject({
      status: 200,
      body: '11<58',
      headers: { 'content-type': 'text/plain', 'x-content-type-options': 'nosniff' },
    });
  });

  it.each([
    ['the word is wrong', 'hub.mode=subscribe&hub.challenge=1&hub.verify_token=karib'],
    ['the word is missing', 'hub.mode=subscribe&hub.challenge=1'],
    ['the mode is another', 'hub.mode=unsubscribe&hub.challenge=1&hub.verify_token=karibu'],
    ['there is no challenge', 'hub.mode=subscribe&hub.verify_token=karibu'],
    ['there is nothing', ''],
  ])('is answered 403 when %s', (_, query) => {
    expect(ask(query)).toEqual({ status: 403, refusal: 'verification' });
  });
});
