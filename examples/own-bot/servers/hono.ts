import type { Kit } from '@kapwa/core';
import { Hono } from 'hono';

/** A Hono server that has pages of its own, with a kit beside them. Runs on Node, Bun, Deno. */
export function honoServer(kit: Kit): Hono {
  const app = new Hono();
  app.get('/about', (context) => context.text('Our own page'));
  app.all('/webhooks/*', (context) => kit.fetch(context.req.raw));
  return app;
}
