import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { KapwaError, type Logger, messageOf, type Route } from '@kapwa/core';
import { serverLimits } from './limits.js';
import { createPages, type PageFacts } from './pages.js';
import { createRouteListener } from './route-listener.js';

/** Where the server listens. */
export interface ListenOptions {
  /** 0 takes any free one. */
  readonly port: number;
  /** All addresses of the machine unless given. */
  readonly host?: string;
}

/** What the server serves. */
export interface ServerOptions extends ListenOptions, PageFacts {
  readonly routes: readonly Route[];
  readonly log: Logger;
}

/** A server that listens. */
export interface HttpServer {
  readonly port: number;
  /** Takes no more connections, lets requests under way finish, and resolves when all is closed. */
  stop(): Promise<void>;
}

/** What an error while starting to listen means for the person who runs the bot. */
function explainListenError(error: unknown, { port, host }: ListenOptions): KapwaError {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  const sentences: Readonly<Record<string, string>> = {
    EADDRINUSE: `Port ${port} is already used by another program, perhaps another kapwa. Stop that one, or set PORT to another number.`,
    EACCES: `This user may not use port ${port}. Set PORT to a number from 1024 on.`,
    EADDRNOTAVAIL: `HOST is "${host}", which is not an address of this machine. Leave HOST out, or correct it.`,
    ENOTFOUND: `HOST is "${host}", which is not an address of this machine. Leave HOST out, or correct it.`,
  };
  const sentence = typeof code === 'string' ? sentences[code] : undefined;
  const message = sentence ?? `The web server could not start: ${messageOf(error)}`;
  return new KapwaError('config.invalid', message, { cause: error });
}

async function listen(server: Server, options: ListenOptions): Promise<number> {
  try {
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen({ port: options.port, host: options.host }, resolve);
    });
  } catch (error) {
    throw explainListenError(error, options);
  }
  return (server.address() as AddressInfo).port;
}

function stop(server: Server): Promise<void> {
  return new Promise((resolve) => {
    const patience = setTimeout(() => server.closeAllConnections(), serverLimits.stopTime);
    // A connection whose last request is still being read becomes idle only later.
    const sweep = setInterval(() => server.closeIdleConnections(), serverLimits.sweepEvery);
    server.close(() => {
      clearTimeout(patience);
      clearInterval(sweep);
      resolve();
    });
    server.closeIdleConnections();
  });
}

/**
 * Starts the server: transports' routes at full speed, a few pages beside them, and limits that
 * a slow, large or endless request cannot get past.
 */
export async function startHttpServer(options: ServerOptions): Promise<HttpServer> {
  let isStopping = false;
  const listener = createRouteListener({
    routes: options.routes,
    others: createPages({ isReady: () => !isStopping && options.isReady() }),
    log: options.log,
    isStopping: () => isStopping,
  });
  const server = createServer(
    {
      headersTimeout: serverLimits.headersTime,
      requestTimeout: serverLimits.requestTime,
      connectionsCheckingInterval: serverLimits.checkEvery,
      keepAliveTimeout: serverLimits.keepAliveTime,
      maxHeaderSize: serverLimits.headerSize,
    },
    listener,
  );
  server.maxConnections = serverLimits.connections;
  // A caller that asks first (`Expect: 100-continue`) is told to go on only where the size fits.
  server.on('checkContinue', listener);
  const port = await listen(server, options);
  return {
    port,
    stop() {
      isStopping = true;
      return stop(server);
    },
  };
}
