import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { type Route, silentLogger } from '@kapwa/core';
import { afterEach, describe, expect, it } from 'vitest';
import { type HttpServer, startHttpServer } from '../../src/server/http-server.js';

const open: HttpServer[] = [];
let isReady = true;
let lines: string[] = [];

afterEach(async () => {
  await Promise.all(open.splice(0).map((server) => server.stop()));
  isReady = true;
  lines = [];
});

const echo: Route = {
  method: 'POST',
  path: '/hook',
  maxBody: 1024,
  handle: ({ body, url, headers }) => ({
    status: 200,
    headers: { 'content-type': 'text/plain', 'x-url': url, 'x-signed': headers['x-sign'] ?? '' },
    body: Buffer.from(body).toString('utf8'),
  }),
};
const failing: Route = {
  ...echo,
  path: '/broken',
  handle: () => Promise.reject(new Error('no luck')),
};

async function start(routes: readonly Route[] = [echo, failing]): Promise<HttpServer> {
  const log = { ...silentLogger, error: (text: string) => void lines.push(text) };
  const server = await startHttpServer({
    routes,
    port: 0,
    host: '127.0.0.1',
    log,
    isReady: () => isReady,
  });
  open.push(server);
  return server;
}

async function request(path: string, init: RequestInit = {}): Promise<Response> {
  const { port } = open[0] ?? (await start());
  return fetch(`http://127.0.0.1:${port}${path}`, init);
}

/** A connection on which a test writes bytes as it likes. */
async function rawConnection(port: number): Promise<{ socket: Socket; received: () => string }> {
  const socket = connect(port, '127.0.0.1');
  let text = '';
  socket.setEncoding('utf8').on('data', (chunk) => {
    text += chunk;
  });
  socket.on('error', () => undefined);
  await once(socket, 'connect');
  return { socket, received: () => text };
}

describe('the pages of the server', () => {
  it.each([
    ['/', 'Kapwa is running'],
    ['/healthz', 'ok'],
    ['/readyz', 'ready'],
  ])('answers %s in plain words', async (path, words) => {
    const response = await request(path);

    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toMatch(/^text\/plain/);
    expect(await response.text()).toBe(words);
  });

  it('says that it is not ready while the bot takes nothing in', async () => {
    isReady = false;

    expect((await request('/readyz')).status).toBe(503);
    expect((await request('/healthz')).status).toBe(200);
  });

  it('answers 404 for what is not there and 405 for what cannot be done there', async () => {
    expect((await request('/wp-admin')).status).toBe(404);
    expect((await request('/', { method: 'POST', body: 'x' })).status).toBe(405);
    expect((await request('/', { method: 'HEAD' })).status).toBe(200);
  });
});

describe('the routes of a transport', () => {
  it('get the bytes, the headers and the query as they came', async () => {
    const response = await request('/hook?a=%20b', {
      method: 'POST',
      body: 'Habari 👋',
      headers: { 'X-Sign': 'abc' },
    });

    expect(await response.text()).toBe('Habari 👋');
    expect(response.headers.get('x-url')).toBe('/hook?a=%20b');
    expect(response.headers.get('x-signed')).toBe('abc');
  });

  it('are refused with 405 and the methods there are', async () => {
    const response = await request('/hook', { method: 'DELETE' });

    expect(response.status).toBe(405);
    expect(response.headers.get('allow')).toBe('POST');
  });

  it('answer 500 without details when they fail, and the log says so', async () => {
    const response = await request('/broken', { method: 'POST', body: 'x' });

    expect(response.status).toBe(500);
    expect(await response.text()).toBe('');
    expect(lines).toEqual(['A request could not be answered.']);
  });
});

describe('a body that is too large', () => {
  it('is answered 413 when its length is announced', async () => {
    const body = Buffer.alloc(3_250_586);

    expect((await request('/hook', { method: 'POST', body })).status).toBe(413);
  });

  it('is answered 413 when it grows too large on the way', async () => {
    const body = new ReadableStream({
      pull(controller) {
        controller.enqueue(new Uint8Array(600));
        lines.push('piece');
        if (lines.length === 3) controller.close();
      },
    });
    const response = await request('/hook', {
      method: 'POST',
      body,
      duplex: 'half',
    } as RequestInit);

    expect(response.status).toBe(413);
  });

  it('is not asked for when the caller asks first', async () => {
    const { port } = await start();
    const { socket, received } = await rawConnection(port);
    socket.write(
      'POST /hook HTTP/1.1\r\nHost: x\r\nContent-Length: 5000\r\nExpect: 100-continue\r\n\r\n',
    );
    await once(socket, 'data');

    expect(received()).toMatch(/^HTTP\/1\.1 413 /);
    socket.destroy();
  });

  it('is asked for when the caller asks first and it fits', async () => {
    const { port } = await start();
    const { socket, received } = await rawConnection(port);
    socket.write(
      'POST /hook HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\nExpect: 100-continue\r\n\r\n',
    );
    await once(socket, 'data');
    expect(received()).toMatch(/^HTTP\/1\.1 100 /);
    socket.write('ok');
    await once(socket, 'data');

    expect(received()).toMatch(/HTTP\/1\.1 200 OK.*ok$/s);
    socket.destroy();
  });
});

describe('a caller who goes away', () => {
  it('leaves the server as it was', async () => {
    const { port } = await start();
    const { socket } = await rawConnection(port);
    socket.write('POST /hook HTTP/1.1\r\nHost: x\r\nContent-Length: 50\r\n\r\nhalf');
    socket.destroy();
    await once(socket, 'close');

    expect((await request('/healthz')).status).toBe(200);
    expect(lines).toEqual([]);
  });
});

describe('starting and stopping', () => {
  it('says in a sentence that the port is taken', async () => {
    const { port } = await start();
    const again = startHttpServer({
      routes: [],
      port,
      host: '127.0.0.1',
      log: silentLogger,
      isReady: () => true,
    });

    await expect(again).rejects.toMatchObject({
      code: 'config.invalid',
      message: expect.stringMatching(/^Port \d+ is already used by another program/),
    });
  });

  it('says in a sentence that the host is not one of this machine', async () => {
    const there = startHttpServer({
      routes: [],
      port: 0,
      host: '192.0.2.1',
      log: silentLogger,
      isReady: () => true,
    });

    await expect(there).rejects.toMatchObject({ message: expect.stringMatching(/^HOST is/) });
  });

  it('finishes the request under way, and takes no other', async () => {
    let finish = (): void => undefined;
    let begun = (): void => undefined;
    const hasBegun = new Promise<void>((resolve) => (begun = resolve));
    const slow: Route = {
      ...echo,
      async handle() {
        begun();
        await new Promise<void>((resolve) => (finish = resolve));
        return { status: 200, body: 'done' };
      },
    };
    const server = await start([slow]);
    const answer = request('/hook', { method: 'POST', body: 'x' });
    await hasBegun;
    const stopped = server.stop();

    await expect(fetch(`http://127.0.0.1:${server.port}/healthz`)).rejects.toThrow();
    finish();
    const response = await answer;
    expect(await response.text()).toBe('done');
    expect(response.headers.get('connection')).toBe('close');
    await stopped;
  });
});
