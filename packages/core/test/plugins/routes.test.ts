import { definePlugin, plain } from '@kapwa/core';
import { testCommunity } from '@kapwa/testing';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';

/** Takes reports from a form on a web page and posts them to a group. */
const forms = definePlugin({
  name: 'forms',
  options: z.strictObject({}),
  setup(kit) {
    kit.route({
      method: 'POST',
      path: 'report',
      maxBody: 100,
      async handle(request, door) {
        if (request.headers.authorization !== 'Bearer secret') return { status: 401 };
        const { id, text } = JSON.parse(Buffer.from(request.body).toString());
        const fresh = await door.post({
          community: 'health-workers',
          to: { group: 'north-area' },
          step: 'reported',
          data: text,
          id,
        });
        return { status: fresh ? 202 : 200 };
      },
    });
    kit.posted('reported', (context, data) => {
      const to = { group: context.group?.key ?? '' };
      context.perform({ kind: 'message.send', to, text: plain(String(data)) });
    });
  },
});

function report(body: string, path = 'report', authorization = 'Bearer secret'): Request {
  return new Request(`https://bot.example/plugins/forms/${path}`, {
    method: 'POST',
    body,
    headers: { authorization },
  });
}

describe('the route of a plugin', () => {
  it('leaves work in a lane, once however often it is called', async () => {
    await using community = await testCommunity({ plugins: [forms] });
    const { kit } = community;

    const first = await kit.fetch(report('{"id":"1","text":"all is well"}'));
    const again = await kit.fetch(report('{"id":"1","text":"all is well"}'));
    await community.passes('1 second');

    expect([first.status, again.status]).toEqual([202, 200]);
    expect(community.group('north-area').fromBot).toEqual(['all is well']);
  });

  it.each([
    ['a stranger', () => report('{}', 'report', ''), 401],
    ['too long a body', () => report('x'.repeat(101)), 413],
    ['another path', () => report('{}', 'other'), 404],
    ['what the handler cannot read', () => report('not json'), 500],
    [
      'another method',
      () => new Request('https://bot.example/plugins/forms/report', { method: 'GET' }),
      405,
    ],
  ])('answers %s', async (_, request, status) => {
    await using community = await testCommunity({ plugins: [forms] });

    expect((await community.kit.fetch(request())).status).toBe(status);
  });

  it.each(['', '../secrets', 'a b', 'a//b'])('cannot be at "%s"', async (path) => {
    const plugin = definePlugin({
      name: 'lost',
      options: z.unknown(),
      setup(kit) {
        kit.route({ method: 'GET', path, maxBody: 0, handle: () => ({ status: 200 }) });
      },
    });

    await expect(testCommunity({ plugins: [plugin] })).rejects.toThrow('cannot be the path');
  });
});
