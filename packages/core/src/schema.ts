import type { z } from 'zod';
import { once } from './once.js';
import { zod } from './read-when-used.js';

/**
 * A schema that is built when it is first used. Building those of the kit, with zod itself, takes
 * longer than all else of a start.
 *
 * @example
 * export const accountSchema = schema((z) => z.object({ adapter: z.string(), id: z.string() }));
 */
export function schema<Schema extends z.ZodType>(build: (zed: typeof z) => Schema): Schema {
  const built = once(() => build(zod()));
  return new Proxy({} as Schema, {
    get: (_, name) => Reflect.get(built(), name),
    has: (_, name) => Reflect.has(built(), name),
    getPrototypeOf: () => Reflect.getPrototypeOf(built()),
  });
}
