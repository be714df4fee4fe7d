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
  /** No answer: whether the request arrived is not known. */
  | { readonly kind: 'silent'; readonly reason: string };

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

/** Why no answer came, without the address: it holds the number's id. */
function whySilent(error: unknown, timedOut: boolean): string {
  if (timedOut) return 'WhatsApp did not answer in time.';
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : 'no details';
  return `WhatsApp could not be reached (${code}).`;
}

/** A small client for the Graph API. It holds no timer and no connection between requests. */
export function createGraphClient(settings: GraphSettings): GraphClient {
  const { fetch, token, timeout = limits.answerTime } = settings;
  const root = `${settings.baseUrl.replace(/\/+$/, '')}/${settings.version}`;
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
  const underWay = new Set<AbortController>();
  let closed = false;

  return {
    async post(path, body) {
      if (closed) return { kind: 'silent', reason: 'The connection to WhatsApp is closed.' };
      const controller = new AbortController();
      const { signal } = controller;
      let timedOut = false;
      const timer = setTimeout(() => {
        timedOut = true;
        controller.abort();
      }, timeout);
      underWay.add(controller);
      try {
        const init = { method: 'POST', headers, body: JSON.stringify(body), signal } as const;
        return await toAnswer(await fetch(`${root}${path}`, { ...init, redirect: 'error' }));
      } catch (error) {
        return { kind: 'silent', reason: whySilent(error, timedOut) };
      } finally {
        clearTimeout(timer);
        underWay.delete(controller);
      }
    },
    close() {
      closed = true;
      for (const controller of underWay) controller.abort();
    },
  };
}
