import { Worker } from 'node:worker_threads';
import type { SocketSettings } from './baileys-socket.js';
import { type PackedValues, unpackValues } from './packed-values.js';
import { createRpc, type Rpc } from './rpc.js';
import type { Socket, SocketAnswer, SocketMaker, SocketNews, SocketOwner } from './socket-port.js';

/** The thread's file, beside that of the package. */
const THREAD = new URL('../whatsapp-web.worker.js', import.meta.url);

/** How long a thread may take to close, ms. */
const CLOSE_TIME = 5_000;

function inTime(): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, CLOSE_TIME).unref();
  });
}

interface Thread {
  readonly rpc: Rpc;
  readonly worker: Worker;
}

function startThread(owner: SocketOwner, settings: SocketSettings, file: URL): Thread {
  const worker = new Worker(file, { workerData: settings, stdout: true, stderr: true });
  // What the library prints can hold keys: it is read away, so that it does not pile up.
  worker.stdout.resume();
  worker.stderr.resume();
  const rpc = createRpc(worker, {
    state: owner.state,
    self: owner.self,
    warn: owner.warn,
    news: owner.news,
    get: owner.get,
    keys: owner.keys,
    keep: (changes: PackedValues, news: readonly SocketNews[]) =>
      owner.keep(unpackValues(changes), news),
  });
  return { rpc, worker };
}

/**
 * A socket on a thread of its own. A thread that dies counts as a closed connection: the next
 * `open` starts another one, which goes on from what is stored.
 */
export function threadSocket(settings: SocketSettings, file: URL = THREAD): SocketMaker {
  return async (owner) => {
    let thread: Thread | undefined;
    let closing = false;

    const running = (): Thread => {
      if (thread !== undefined) return thread;
      const started = startThread(owner, settings, file);
      const gone = (why: unknown): void => {
        if (thread !== started) return;
        thread = undefined;
        const cause = why instanceof Error ? `: ${why.message}` : '';
        started.rpc.end(`the thread of WhatsApp Web has ended${cause}`);
        if (!closing) owner.state({ state: 'closed', code: undefined });
      };
      started.worker.on('error', gone);
      started.worker.on('exit', gone);
      thread = started;
      return started;
    };
    const end = async (): Promise<void> => {
      closing = true;
      const last = thread;
      // What hangs is not waited for: what it has not kept comes again.
      await Promise.race([last?.rpc.ask('close').catch(() => undefined), inTime()]);
      await last?.worker.terminate();
    };

    try {
      await running().rpc.ask('load');
    } catch (error) {
      await end();
      throw error;
    }
    return {
      open: async () => void (await running().rpc.ask('open')),
      async ask(request) {
        if (thread === undefined) return { kind: 'offline' };
        try {
          return (await thread.rpc.ask('ask', request)) as SocketAnswer;
        } catch {
          return { kind: 'lost' };
        }
      },
      refresh: async (groups) => void (await thread?.rpc.ask('refresh', groups)),
      forget: async () => void (await thread?.rpc.ask('forget')),
      close: end,
    } satisfies Socket;
  };
}
