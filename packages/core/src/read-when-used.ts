import { createRequire } from 'node:module';
import type { Cron } from 'croner';
import type { z } from 'zod';

/**
 * Libraries that are read from the disk when they are first asked for: a bot can start and answer
 * without them. The build puts each beside the package, as `zod.cjs` and `croner.cjs`.
 */
const require = createRequire(import.meta.url);

let readZod: typeof z | undefined;

/** zod: schemas check what comes from outside, and a community that is given is already checked. */
export function zod(): typeof z {
  readZod ??= (require('zod') as { readonly z: typeof z }).z;
  return readZod;
}

let readCron: typeof Cron | undefined;

/** croner, for what `plain-pattern.ts` does not read. */
export function cron(): typeof Cron {
  readCron ??= (require('croner') as { readonly Cron: typeof Cron }).Cron;
  return readCron;
}
