import type { RequestListener } from 'node:http';
import { getRequestListener } from '@hono/node-server';
import { Hono } from 'hono';

/** What the pages tell. */
export interface PageFacts {
  /** Whether the bot takes messages in. */
  isReady(): boolean;
}

/**
 * The pages for people and for whoever watches over the server: `/` in plain words, `/healthz`
 * (the process lives) and `/readyz` (it takes messages in; 503 while it starts or stops).
 */
export function createPages(facts: PageFacts): RequestListener {
  const app = new Hono();
  app.get('/', (c) => c.text('Kapwa is running'));
  app.get('/healthz', (c) => c.text('ok'));
  app.get('/readyz', (c) => (facts.isReady() ? c.text('ready') : c.text('not ready', 503)));
  for (const path of ['/', '/healthz', '/readyz']) {
    app.all(path, (c) => c.body(null, 405, { allow: 'GET, HEAD' }));
  }
  app.notFound((c) => c.text('There is nothing here.', 404));
  const listener = getRequestListener(app.fetch, { overrideGlobalObjects: false });
  return (request, response) => void listener(request, response);
}
