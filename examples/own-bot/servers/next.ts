import type { Kit } from '@kapwa/core';

/** What `app/webhooks/[...path]/route.ts` of a Next.js application exports: web-standard functions. */
export function nextRoute(
  kit: Kit,
): Record<'GET' | 'POST', (request: Request) => Promise<Response>> {
  return { GET: kit.fetch, POST: kit.fetch };
}
