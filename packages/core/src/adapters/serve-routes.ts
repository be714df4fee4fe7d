import { httpStatusOf, messageOf } from '../errors.js';
import type { Logger } from '../logger.js';
import type { RawResponse, Route } from './adapter.js';

async function readBody(request: Request, limit: number): Promise<Uint8Array | undefined> {
  if (Number(request.headers.get('content-length') ?? 0) > limit) return undefined;
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of request.body ?? []) {
    size += chunk.byteLength;
    if (size > limit) return undefined;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

function toResponse(raw: RawResponse): Response {
  return new Response(raw.body ?? null, { status: raw.status, headers: raw.headers ?? {} });
}

/** Answers a Web-standard request by the route it asks for: 404, 405 and 413 where none fits, 500 or 503 where it fails. */
export async function serveRoutes(
  routes: readonly Route[],
  request: Request,
  log: Logger,
): Promise<Response> {
  const { pathname, search } = new URL(request.url);
  const here = routes.filter((route) => route.path === pathname);
  if (here.length === 0) return new Response(null, { status: 404 });
  const route = here.find(({ method }) => method === request.method);
  if (route === undefined) {
    return new Response(null, {
      status: 405,
      headers: { allow: here.map(({ method }) => method).join(', ') },
    });
  }
  const body = await readBody(request, route.maxBody);
  if (body === undefined) {
    route.tooLarge?.();
    return new Response(null, { status: 413 });
  }
  const headers = Object.fromEntries(request.headers);
  try {
    const url = pathname + search;
    return toResponse(await route.handle({ method: request.method, url, headers, body }));
  } catch (error) {
    log.error(`A request could not be answered: ${messageOf(error)}`, { path: pathname });
    return new Response(null, { status: httpStatusOf(error) });
  }
}
