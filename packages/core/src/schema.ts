import { createRequire } from 'node:module';
import type { z } from 'zod';

const require = createRequire(import.meta.url);
let loaded: typeof z | undefined;

/** zod, read from the disk when it is first asked for: a bot can start and answer without it. */
export function zod(): typeof z {
  loaded ??= (require('zod') as { readonly z: typeof z }).z;
  return loaded;
}

/**
 * A schema that is built when it is first used. Building those of the kit, with zod itself, takes
 * longer than all else of a start.
 *
 * @example
 * export const accountSchema = schema((z) => z.object({ adapter: z.string(), id: z.string() }));
 */
export function schema<Schema extends z.ZodType>(build: (zed: typeof z) => Schema): Schema {
  let built: Schema | undefined;
  const now = (): Schema => {
    built ??= build(zod());
    return built;
  };
  return new Proxy({} as Schema, {
    get: (_, name) => Reflect.get(now(), name),
    has: (_, name) => Reflect.has(now(), name),
    getPrototypeOf: () => Reflect.getPrototypeOf(now()),
  });
}
