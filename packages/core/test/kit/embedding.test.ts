import { once } from 'node:events';
import { createServer } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import {
  createKit,
  definePlugin,
  type Kit,
  type Logger,
  type NodeListener,
  plain,
} from '@kapwa/core';
import {
  blueprintOf,
  createWorld,
  healthWorkers,
  playgroundAdapter,
  turnableClock,
} from '@kapwa/testing';
import { describe, expect, it, onTestFinished } from 'vitest';
import { z } from 'zod';
import { messageIn } from '../events.js';
import { hostedKit } from '../hosted-kit.js';

const echo = definePlugin({
  name: 'echo',
  options: z.unknown(),
  setup(kit) {
    kit.route({
      method: 'POST',
      path: 'back',
      maxBody: 10,
      handle: ({ body, url }) => ({
        status: 200,
        headers: { 'content-type': 'text/plain' },
        body: `${Buffer.from(body)} at ${url}`,
      }),
    });
    kit.on('message.received', {}, (context, event) => {
      const to = { group: 'north-area' };
      context.perform({ kind: 'message.send', to, text: plain(event.text) });
    });
  },
});

async function serve(listener: NodeListener): Promise<string> {
  const server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

/** A log, and what is written into it as an error. */
function linesOf(): { log: Logger; lines: string[] } {
  const lines: string[] = [];
  const nothing = (): void => undefined;
  return {
    lines,
    log: { debug: nothing, info: nothing, warn: nothing, error: (line) => void lines.push(line) },
  };
}

/** How Express runs what is given to `app.use`: one after the other, each with `next`. */
function likeExpress(...handlers: readonly NodeListener[]): NodeListener {
  return (request, response) => {
    const [first, ...others] = handlers;
    first?.(request, response, () => likeExpress(...others)(request, response));
  };
}

const page: NodeListener = (_, response) => void response.end('a page of the host');

async function post(url: string, body: string): Promise<[number, string]> {
  const answer = await fetch(`${url}/plugins/echo/back?x=1`, { method: 'POST', body });
  return [answer.status, await answer.text()];
}

/** What keeps this process alive; pipes are those of the test runner. */
function handles(): string[] {
  const runner = ['Immediate', 'CloseReq', 'PipeWrap'];
  return process.getActiveResourcesInfo().filter((name) => !runner.includes(name));
}

// These two come first: servers of later tests take a moment to go.
describe('a kit that has stopped', () => {
  it('has let go of every timer, connection and handle', async () => {
    const clock = turnableClock();
    const world = createWorld({ clock, groups: [{ id: 'north-area', title: 'North Area' }] });
    const before = handles();
    const [timers, kit] = [
      clock.waiting(),
      createKit({
        communities: [blueprintOf(healthWorkers)],
        adapters: [playgroundAdapter(world, { name: 'playground' })],
        plugins: [echo],
        clock,
      }),
    ];

    await kit.start();
    await kit.receive(messageIn('north-area', 'hello')).settled;
    await kit.idle();
    await kit.stop();

    expect(clock.waiting()).toBe(timers);
    // The runner lets go of some of its own meanwhile.
    expect(handles().filter((name) => !before.includes(name))).toEqual([]);
    expect(handles().length).toBeLessThanOrEqual(before.length);
    expect(kit.plugins.tree()).toEqual({});
  });

  it('takes nothing more in, and cannot be changed', async () => {
    const { kit } = await hostedKit();
    await kit.stop();

    await expect(kit.receive(messageIn('north-area', 'x')).accepted).rejects.toMatchObject({
      code: 'kit.not-running',
    });
    await expect(kit.plugins.load(echo)).rejects.toMatchObject({ code: 'kit.not-running' });
  });
});

describe('a kit in a program', () => {
  it('opens no port unasked', async () => {
    const before = process.getActiveResourcesInfo().filter((name) => name.includes('Server'));
    await hostedKit({ plugins: [echo] });

    const after = process.getActiveResourcesInfo().filter((name) => name.includes('Server'));
    expect(after).toEqual(before);
  });
});

describe('a kit in somebody else’s server', () => {
  it('serves any Web-standard one, such as Hono and Next: by fetch', async () => {
    const { kit } = await hostedKit({ plugins: [echo] });
    const request = new Request('https://bot.example/plugins/echo/back?x=1', {
      method: 'POST',
      body: 'hello',
    });

    const answer = await kit.fetch(request);

    expect(await answer.text()).toBe('hello at /plugins/echo/back?x=1');
  });

  it('serves node:http and Fastify: as a listener', async () => {
    const { kit } = await hostedKit({ plugins: [echo] });
    const url = await serve(kit.handle);

    expect(await post(url, 'hello')).toEqual([200, 'hello at /plugins/echo/back?x=1']);
    expect((await post(url, 'too long for it'))[0]).toBe(413);
    expect((await fetch(`${url}/plugins/echo/back`)).status).toBe(405);
    expect((await fetch(`${url}/other`)).status).toBe(404);
  });

  it('reads a body in pieces, and stops where it has become too large', async () => {
    const { kit } = await hostedKit({ plugins: [echo] });
    const url = await serve(kit.handle);
    const inPieces = (pieces: readonly string[]) =>
      fetch(`${url}/plugins/echo/back`, {
        method: 'POST',
        body: new Blob(pieces.slice()).stream(),
        duplex: 'half',
      });

    const read = await inPieces(['he', 'l', 'lo']);
    const refused = await inPieces(['too ', 'long ', 'for it']);

    expect([read.status, await read.text()]).toEqual([200, 'hello at /plugins/echo/back']);
    expect([refused.status, refused.headers.get('connection')]).toEqual([413, 'close']);
  });

  it('says nothing of a caller who goes away before the end', async () => {
    const { log, lines } = linesOf();
    const { kit } = await hostedKit({ plugins: [echo], log });
    const url = new URL(await serve(kit.handle));
    const caller = connect(Number(url.port), url.hostname);
    await once(caller, 'connect');
    caller.write('POST /plugins/echo/back HTTP/1.1\r\nhost: bot\r\ncontent-length: 5\r\n\r\nhe');
    caller.resetAndDestroy();

    expect(await post(url.origin, 'hello')).toEqual([200, 'hello at /plugins/echo/back?x=1']);
    expect(lines).toEqual([]);
  });

  it('serves Express: what is not the kit’s goes on to the host', async () => {
    const { kit } = await hostedKit({ plugins: [echo] });
    const url = await serve(likeExpress(kit.handle, page));

    expect(await post(url, 'hello')).toEqual([200, 'hello at /plugins/echo/back?x=1']);
    expect(await (await fetch(`${url}/other`)).text()).toBe('a page of the host');
  });

  it('takes the raw bytes of a parser before it, and says where they are gone', async () => {
    const { kit } = await hostedKit({ plugins: [echo] });
    const parser =
      (parse: (bytes: Buffer) => unknown): NodeListener =>
      (request, _, next) => {
        const chunks: Buffer[] = [];
        request.on('data', (chunk: Buffer) => chunks.push(chunk));
        request.on('end', () => {
          Object.assign(request, { body: parse(Buffer.concat(chunks)) });
          next?.();
        });
      };
    const raw = await serve(
      likeExpress(
        parser((bytes) => bytes),
        kit.handle,
      ),
    );
    const json = await serve(
      likeExpress(
        parser((bytes) => ({ parsed: `${bytes}` })),
        kit.handle,
      ),
    );

    expect((await post(raw, 'hello'))[1]).toBe('hello at /plugins/echo/back?x=1');
    expect((await post(json, 'hello'))[0]).toBe(500);
  });
});

describe('two kits in one process', () => {
  it('know nothing of each other', async () => {
    const word = (text: string) =>
      definePlugin({
        name: 'word',
        options: z.unknown(),
        setup(kit) {
          kit.on('message.received', {}, (context) => {
            const to = { group: 'north-area' };
            context.perform({ kind: 'message.send', to, text: plain(text) });
          });
        },
      });
    const said = (kit: Kit): string[] => {
      const list: string[] = [];
      kit.events.on('turn.finished', ({ actions }) => {
        for (const { action } of actions) {
          if (action.kind === 'message.send') list.push(JSON.stringify(action.text));
        }
      });
      return list;
    };
    const [one, other] = [
      await hostedKit({ plugins: [word('one')] }),
      await hostedKit({ plugins: [word('other')] }),
    ];
    const [fromOne, fromOther] = [said(one.kit), said(other.kit)];

    await one.kit.receive(messageIn('north-area', 'hello')).settled;
    await one.kit.stop();
    await other.kit.receive(messageIn('north-area', 'hello')).settled;

    expect(fromOne).toEqual([expect.stringContaining('one')]);
    expect(fromOther).toEqual([expect.stringContaining('other')]);
    expect(other.kit.health().ready).toBe(true);
  });
});

describe('the secret of an installation', () => {
  it('may be given: the same people have the same ids in every new store', async () => {
    const idOf = async (secret: string): Promise<string | undefined> => {
      const { kit } = await hostedKit({ secret });
      let person: string | undefined;
      kit.events.on('turn.finished', (report) => {
        person = report.person;
      });
      await kit.receive(messageIn('north-area', 'hello')).settled;
      return person;
    };

    expect(await idOf('ours')).toBe(await idOf('ours'));
    expect(await idOf('ours')).not.toBe(await idOf('theirs'));
  });

  it('cannot be another than the store was made with', async () => {
    const { kit, store } = await hostedKit({ secret: 'ours' });
    await kit.stop();

    await expect(hostedKit({ store, secret: 'theirs' })).rejects.toMatchObject({
      code: 'config.invalid',
    });
    await expect(hostedKit({ store })).resolves.toBeDefined();
  });
});
