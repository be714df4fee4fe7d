import type { RawRequest, RawResponse } from '@kapwa/core';

const FORM = /^application\/x-www-form-urlencoded\b/i;

/** What an adapter reads in `request.body`: JSON or a form. Undefined for neither. */
function bodyOf(text: string, type: string): unknown {
  if (FORM.test(type)) return Object.fromEntries(new URLSearchParams(text));
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? value : undefined;
  } catch {
    return undefined;
  }
}

/**
 * A request the way Express shows it to an adapter, the bytes for signatures among it. Undefined
 * where the body is neither JSON nor a form.
 */
export function adapterRequest({ method, url, headers, body }: RawRequest): object | undefined {
  const text = Buffer.from(body).toString('utf8');
  const parsed = method === 'GET' ? {} : bodyOf(text, headers['content-type'] ?? '');
  if (parsed === undefined) return undefined;
  const host = headers.host ?? '';
  const { searchParams } = new URL(url, 'http://localhost');
  return {
    method,
    url,
    originalUrl: url,
    headers,
    header: (name: string) => headers[name.toLowerCase()],
    hostname: host.replace(/:\d+$/, ''),
    protocol: headers['x-forwarded-proto'] ?? 'http',
    query: Object.fromEntries(searchParams),
    body: parsed,
    rawBody: text,
  };
}

/** What an adapter answers with, and the answer it came to. */
export interface AdapterResponse {
  readonly response: object;
  /**
   * The answer. Some adapters set a status and forget to end, or end nothing at all for what they
   * do not know: then it is that status, or 400.
   */
  answer(): RawResponse;
}

/** An answer the way Express has it, for an adapter to fill in. */
export function adapterResponse(): AdapterResponse {
  let status: number | undefined;
  let body: string | undefined;
  let isEnded = false;
  const headers: Record<string, string> = {};
  const end = (content?: unknown): void => {
    if (isEnded) return;
    isEnded = true;
    if (typeof content === 'string') body = content;
    else if (content !== undefined && content !== null) {
      headers['content-type'] ??= 'application/json';
      body = JSON.stringify(content);
    }
  };
  const header = (name: unknown, value?: unknown): unknown => {
    if (typeof name === 'string' && typeof value === 'string') headers[name.toLowerCase()] = value;
    return response;
  };
  const response = {
    status(code: unknown) {
      if (typeof code === 'number') status = code;
      return response;
    },
    header,
    setHeader: header,
    send: end,
    json: end,
    end,
  };
  return {
    response,
    answer: () => ({
      status: status ?? (isEnded ? 200 : 400),
      headers,
      ...(body === undefined ? {} : { body }),
    }),
  };
}
