import { Readable } from 'node:stream';
import { ReadableStream } from 'node:stream/web';
import { limits } from './limits.js';

/** The part of `fetch` that is used, so that a host can bring its own. */
export type Fetch = (url: string, init: RequestInit) => Promise<Response>;

/** What became of a request to the Graph API. */
export type GraphAnswer =
  | {
      readonly kind: 'answered';
      readonly status: number;
      /** ms, where the answer had a `Retry-After` in seconds. */
      readonly retryAfter?: number;
      /** The JSON of the answer; undefined where it had none. */
      readonly body: unknown;
    }
  /** No answer. `arrived: 'no'` where nothing was sent; otherwise nobody knows what came of it. */
  | { readonly kind: 'silent'; readonly reason: string; readonly arrived: 'no' | 'unknown' };

/** A body that is sent while it comes in. */
export interface UploadForm {
  readonly contentType: string;
  /** Bytes. */
  readonly length: number;
  readonly bytes: AsyncIterable<Uint8Array>;
}

/** Bytes that are coming in, or why they are not. */
type OpenAnswer =
  | { readonly kind: 'open'; readonly bytes: AsyncIterable<Uint8Array> }
  | GraphAnswer;

/** How the Graph API is reached. */
export interface GraphSettings {
  readonly baseUrl: string;
  readonly version: string;
  readonly token: string;
  readonly fetch: Fetch;
  /** How long one answer may take, in ms. */
  readonly timeout?: number;
}

/** Speaks to the Graph API: one request, one answer, nothing tried twice. */
export interface GraphClient {
  /** Posts JSON to a path below the version, such as `/106540352242922/messages`. */
  post(path: string, body: unknown): Promise<GraphAnswer>;
  /** Takes away what is at a path, as the body says. */
  delete(path: string, body: unknown): Promise<GraphAnswer>;
  /** Reads what is at a path, such as `/1037543291543636`. */
  get(path: string): Promise<GraphAnswer>;
  /** Posts bytes that come one after the other, of a length that is known. */
  upload(path: string, form: UploadForm): Promise<GraphAnswer>;
  /** Opens what is at a whole address; the caller has made sure whose it is. */
  open(url: string): Promise<OpenAnswer>;
  /** Ends what is under way; later requests are answered `silent`. */
  close(): void;
}

/** Reads the answer's text, up to a limit: a wrong base address may answer without end. */
async function readText(response: Response): Promise<string> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of response.body ?? []) {
    size += chunk.byteLength;
    if (size > limits.answerBody) throw new Error('the answer is too long');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** `Retry-After` in ms; Meta gives seconds, a date is not expected and not read. */
function retryAfterOf(response: Response): number | undefined {
  const seconds = Number(response.headers.get('retry-after') ?? Number.NaN);
  return Number.isFinite(seconds) && seconds >= 0 ? seconds * 1000 : undefined;
}

async function toAnswer(response: Response): Promise<GraphAnswer> {
  const body = parse(await readText(response));
  const retryAfter = retryAfterOf(response);
  const answer = { kind: 'answered', status: response.status, body } as const;
  return retryAfter === undefined ? answer : { ...answer, retryAfter };
}

/** Errors that come before a single byte has left: no such address, nobody listening there. */
const NOTHING_SENT = ['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'ENETUNREACH', 'EHOSTUNREACH'];

function codeOf(error: unknown): string | undefined {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  return cause instanceof Error && 'code' in cause ? String(cause.code) : undefined;
}

/** Why no answer came, without the address: it holds the number's id. */
function whySilent(error: unknown, timedOut: boolean): string {
  if (timedOut) return 'WhatsApp did not answer in time.';
  return `WhatsApp could not be reached (${codeOf(error) ?? 'no details'}).`;
}

/** The same bytes; tells when they have come to an end or nobody wants more. */
async function* until(
  bytes: AsyncIterable<Uint8Array>,
  done: () => void,
): AsyncGenerator<Uint8Array> {
  try {
    yield* bytes;
  } finally {
    done();
  }
}

/** A small client for the Graph API. It holds no timer and no connection between requests. */
export function createGraphClient(settings: GraphSettings): GraphClient {
  const { fetch, token, timeout = limits.answerTime } = settings;
  const root = `${settings.baseUrl.replace(/\/+$/, '')}/${settings.version}`;
  const authorization = `Bearer ${token}`;
  const underWay = new Set<() => void>();
  let closed = false;

  /** Hands the answer to `read`; what `read` gives counts as under way until `done` is called. */
  async function ask<Answer>(
    url: string,
    init: Omit<RequestInit, 'signal'>,
    time: number,
    read: (response: Response, done: () => void) => Promise<Answer>,
  ): Promise<Answer | GraphAnswer> {
    if (closed) {
      return { kind: 'silent', reason: 'The connection to WhatsApp is closed.', arrived: 'no' };
    }
    const controller = new AbortController();
    let timedOut = false;
    const done = (): void => {
      clearTimeout(timer);
      underWay.delete(end);
    };
    const end = (): void => {
      done();
      controller.abort();
    };
    const timer = setTimeout(() => {
      timedOut = true;
      end();
    }, time);
    underWay.add(end);
    try {
      const response = await fetch(url, { ...init, signal: controller.signal, redirect: 'error' });
      return await read(response, done);
    } catch (error) {
      done();
      const arrived = NOTHING_SENT.includes(codeOf(error) ?? '') ? 'no' : 'unknown';
      return { kind: 'silent', reason: whySilent(error, timedOut), arrived };
    }
  }

  const whole = async (response: Response, done: () => void): Promise<GraphAnswer> => {
    const answer = await toAnswer(response);
    done();
    return answer;
  };

  const opened = async (response: Response, done: () => void): Promise<OpenAnswer> =>
    response.ok
      ? { kind: 'open', bytes: until(response.body ?? Readable.from([]), done) }
      : whole(response, done);

  const sendJson = (method: string, path: string, body: unknown): Promise<GraphAnswer> => {
    const headers = { authorization, 'content-type': 'application/json' };
    return ask(`${root}${path}`, { method, headers, body: JSON.stringify(body) }, timeout, whole);
  };

  return {
    post: (path, body) => sendJson('POST', path, body),
    delete: (path, body) => sendJson('DELETE', path, body),
    get: (path) => ask(`${root}${path}`, { headers: { authorization } }, timeout, whole),
    upload(path, { contentType, length, bytes }) {
      const headers = {
        authorization,
        'content-type': contentType,
        // Meta wants to know how much comes.
        'content-length': String(length),
      };
      const body = ReadableStream.from(bytes);
      const init = { method: 'POST', headers, body, duplex: 'half' } as const;
      return ask(`${root}${path}`, init, limits.mediaTime, whole);
    },
    open: (url) => ask(url, { headers: { authorization } }, limits.mediaTime, opened),
    close() {
      closed = true;
      for (const end of underWay) end();
    },
  };
}
