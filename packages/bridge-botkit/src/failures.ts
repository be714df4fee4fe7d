import { messageOf, type StepResult } from '@kapwa/core';

type Failure = Exclude<StepResult, { kind: 'ok' }>;

/** Where the libraries below the adapters put the status of an answer. */
function statusOf(problem: object): number | undefined {
  const { statusCode, status, code, response } = problem as Readonly<Record<string, unknown>>;
  const inside = (response as { status?: unknown } | null | undefined)?.status;
  const found = [statusCode, status, inside, code].find((one) => typeof one === 'number');
  return typeof found === 'number' && found >= 100 && found < 600 ? found : undefined;
}

/** ms, where the platform says for how long: Slack's library has read it, elsewhere it is a header. */
function waitOf(problem: object): number | undefined {
  const { retryAfter, response, headers } = problem as Readonly<Record<string, unknown>>;
  const inside = (response as { headers?: unknown } | null | undefined)?.headers ?? headers;
  const header = (inside as Readonly<Record<string, unknown>> | null | undefined)?.['retry-after'];
  const seconds = Number(retryAfter ?? header);
  return Number.isFinite(seconds) && seconds > 0 ? seconds * 1000 : undefined;
}

/** The connection never came about, so nothing can have gone out. */
const NEVER_LEFT = /\b(?:ECONNREFUSED|ENOTFOUND|EAI_AGAIN|ENETUNREACH|EHOSTUNREACH)\b/;

/** How Slack words that somebody else could do it. */
const LACK_OF_RIGHT = /cant_delete_message|not_in_channel|restricted_action|no_permission/;

/** What it means for a request that an adapter threw. */
export function failureOf(thrown: unknown): Failure {
  const problem = typeof thrown === 'object' && thrown !== null ? thrown : {};
  const reason = messageOf(thrown);
  const { code } = problem as { readonly code?: unknown };
  const status = statusOf(problem);
  if (status === 429 || code === 'slack_webapi_rate_limited_error') {
    const retryAfter = waitOf(problem);
    return { kind: 'retry', reason, ...(retryAfter === undefined ? {} : { retryAfter }) };
  }
  if (NEVER_LEFT.test(`${String(code)} ${reason}`)) return { kind: 'retry', reason };
  const isNo = status !== undefined && status >= 400 && status < 500 && status !== 408;
  if (isNo || code === 'slack_webapi_platform_error') {
    const lacksRight = status === 401 || status === 403 || LACK_OF_RIGHT.test(reason);
    return lacksRight ? { kind: 'refused', reason, lacksRight } : { kind: 'refused', reason };
  }
  return { kind: 'unknown', reason };
}
