import type { Kit } from '@kapwa/core';
import express, { type Express } from 'express';

/** An Express server that has pages of its own, with a kit beside them. */
export function expressServer(kit: Kit): Express {
  const app = express();
  // Before any body parser: signatures are checked over the bytes as they came.
  app.use(kit.handle);
  app.use(express.json());
  app.get('/about', (_request, response) => {
    response.send('Our own page');
  });
  return app;
}
