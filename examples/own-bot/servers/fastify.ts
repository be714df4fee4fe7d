import type { Kit } from '@kapwa/core';
import fastify, { type FastifyInstance } from 'fastify';

/** A Fastify server that has pages of its own, with a kit beside them. */
export function fastifyServer(kit: Kit): FastifyInstance {
  const app = fastify();
  app.get('/about', () => 'Our own page');
  // In a part of its own, so that the other pages keep Fastify's body parsers.
  app.register((part, _options, ready) => {
    part.removeAllContentTypeParsers();
    part.addContentTypeParser('*', (_request, _body, done) => done(null));
    part.all('/webhooks/*', (request, reply) => {
      reply.hijack();
      kit.handle(request.raw, reply.raw);
    });
    ready();
  });
  return app;
}
