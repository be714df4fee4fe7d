import { defineAdapter, type RawRequest, type RawResponse, type Route } from '@kapwa/core';
import { describe, expect, it } from 'vitest';
import { hostedKit } from '../hosted-kit.js';

/** An adapter with one route, and the requests that came through it. */
function withRoute(answer: RawResponse) {
  const requests: RawRequest[] = [];
  const routes: Route[] = [
    {
      method: 'POST',
      path: '/webhook',
      maxBody: 8,
      handle(request) {
        requests.push(request);
        return answer;
      },
    },
  ];
  const adapter = defineAdapter({
    name: 'hooked',
    maxText: 100,
    encode: () => [],
    capability: () => ({ level: 'unsupported', reason: 'It can only listen.' }),
    connect: () => ({ perform: async () => ({ kind: 'ok' }), routes, close: () => undefined }),
  });
  return { adapter, requests };
}

function post(
  body: NonNullable<RequestInit['body']>,
  path = '/webhook?mode=test',
  headers: Record<string, string> = {},
) {
  return new Request(`http://bot.test${path}`, { method: 'POST', body, headers });
}

describe('a kit with a messenger that calls it', () => {
  it('hands over the request byte by byte, and gives the answer back', async () => {
    const { adapter, requests } = withRoute({
      status: 201,
      headers: { 'x-answer': 'yes' },
      body: 'taken',
    });
    const { kit } = await hostedKit({ adapters: [adapter] });
    const bytes = new Uint8Array([0, 255, 10, 13]);

    const response = await kit.fetch(post(bytes, '/webhook?mode=test', { 'X-Signature': 'abc' }));

    expect([response.status, response.headers.get('x-answer'), await response.text()]).toEqual([
      201,
      'yes',
      'taken',
    ]);
    expect(requests).toMatchObject([
      { method: 'POST', url: '/webhook?mode=test', headers: { 'x-signature': 'abc' } },
    ]);
    expect([...(requests[0]?.body ?? [])]).toEqual([0, 255, 10, 13]);
  });

  it.each([
    ['another path', () => post('x', '/other'), 404],
    ['another method', () => new Request('http://bot.test/webhook'), 405],
    ['a body that is too large', () => post('123456789'), 413],
    [
      'a body that is larger than it says',
      () => {
        const stream = new Blob(['12345', '6789']).stream();
        const init = { method: 'POST', body: stream, duplex: 'half' };
        return new Request('http://bot.test/webhook', init as RequestInit);
      },
      413,
    ],
  ])('refuses %s, and does not even look at it', async (_, request, status) => {
    const { adapter, requests } = withRoute({ status: 200 });
    const { kit } = await hostedKit({ adapters: [adapter] });

    const response = await kit.fetch(request());

    expect(response.status).toBe(status);
    expect(requests).toEqual([]);
  });

  it('says with which method to come', async () => {
    const { adapter } = withRoute({ status: 200 });
    const { kit } = await hostedKit({ adapters: [adapter] });

    const response = await kit.fetch(new Request('http://bot.test/webhook', { method: 'DELETE' }));

    expect(response.headers.get('allow')).toBe('POST');
  });

  it('has no routes any more when it has stopped', async () => {
    const { adapter, requests } = withRoute({ status: 200 });
    const { kit } = await hostedKit({ adapters: [adapter] });
    expect(kit.routes()).toHaveLength(1);

    await kit.stop();

    expect(kit.routes()).toEqual([]);
    expect((await kit.fetch(post('x'))).status).toBe(404);
    expect(requests).toEqual([]);
  });
});
