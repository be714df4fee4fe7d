import { type ErrorCode, errorCodes, KapwaError, messageOf } from '@kapwa/core';

/** One end of a line between two threads; a `MessagePort` and a `Worker` both are. */
export interface LineEnd {
  postMessage(message: unknown, transfer?: readonly ArrayBuffer[]): void;
  on(event: 'message', listener: (message: unknown) => void): unknown;
}

type Handler = (...args: never[]) => unknown;
type Handlers = Readonly<Record<string, Handler>>;

interface Question {
  readonly ask: string;
  readonly args: readonly unknown[];
  /** Absent where no answer is wanted. */
  readonly n?: number;
}
interface Answer {
  readonly n: number;
  readonly value?: unknown;
  readonly error?: { readonly code?: string; readonly message: string };
}

/** Asks the other thread. */
export interface Rpc {
  ask(name: string, ...args: readonly unknown[]): Promise<unknown>;
  /** Asks, and hands memory over instead of copying it. */
  send(memory: readonly ArrayBuffer[], name: string, ...args: readonly unknown[]): Promise<unknown>;
  tell(name: string, ...args: readonly unknown[]): void;
  /** What is still waited for fails: the other thread is gone. */
  end(reason: string): void;
}

const isQuestion = (message: object): message is Question => 'ask' in message;

function errorFrom({ code = '', message }: NonNullable<Answer['error']>): Error {
  return code in errorCodes ? new KapwaError(code as ErrorCode, message) : new Error(message);
}

function asData(error: unknown): NonNullable<Answer['error']> {
  return error instanceof KapwaError
    ? { code: error.code, message: error.message }
    : { message: messageOf(error) };
}

/** Speaks over a line: answers what the other end asks by `handlers`, and asks it in turn. */
export function createRpc(line: LineEnd, handlers: Handlers): Rpc {
  const waiting = new Map<number, { resolve(value: unknown): void; reject(error: Error): void }>();
  let count = 0;
  let ended: string | undefined;

  const serve = async ({ ask, args, n }: Question): Promise<void> => {
    try {
      const value = await handlers[ask]?.(...(args as never[]));
      if (n !== undefined) line.postMessage({ n, value } satisfies Answer);
    } catch (error) {
      if (n !== undefined) line.postMessage({ n, error: asData(error) } satisfies Answer);
    }
  };
  const settle = ({ n, value, error }: Answer): void => {
    const waiter = waiting.get(n);
    waiting.delete(n);
    if (error === undefined) waiter?.resolve(value);
    else waiter?.reject(errorFrom(error));
  };
  line.on('message', (message) => {
    if (typeof message !== 'object' || message === null) return;
    if (isQuestion(message)) void serve(message);
    else settle(message as Answer);
  });

  const send: Rpc['send'] = (memory, name, ...args) => {
    if (ended !== undefined) return Promise.reject(new Error(ended));
    count += 1;
    const n = count;
    const answer = new Promise<unknown>((resolve, reject) => {
      waiting.set(n, { resolve, reject });
    });
    line.postMessage({ ask: name, args, n } satisfies Question, memory);
    return answer;
  };

  return {
    ask: (name, ...args) => send([], name, ...args),
    send,
    tell(name, ...args) {
      if (ended === undefined) line.postMessage({ ask: name, args } satisfies Question);
    },
    end(reason) {
      ended = reason;
      for (const { reject } of waiting.values()) reject(new Error(reason));
      waiting.clear();
    },
  };
}
