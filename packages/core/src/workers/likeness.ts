import type { z } from 'zod';
import { schema } from '../schema.js';

export const likenessSchema = schema((z) =>
  z.object({
    version: z.string(),
    plugins: z.array(z.string()),
    adapters: z.array(z.string()),
  }),
);

/** What a process handles events with; names in any order. */
export type Likeness = z.infer<typeof likenessSchema>;

function without(list: readonly string[], others: readonly string[]): readonly string[] {
  return list.filter((name) => !others.includes(name)).sort();
}

function some(what: string, names: readonly string[]): string {
  return `the ${what}${names.length === 1 ? '' : 's'} ${names.join(', ')}`;
}

/**
 * How a worker differs from the kit that leads, in words; undefined where it does not. One that lacks a
 * plugin would handle an event as if nobody had wanted anything of it, and nobody would notice.
 */
export function differenceOf(worker: Likeness, kit: Likeness): string | undefined {
  const found: string[] = [];
  if (worker.version !== kit.version) {
    found.push(`it is Kapwa ${worker.version || '?'}, not ${kit.version || '?'}`);
  }
  for (const [what, has, wants] of [
    ['plugin', worker.plugins, kit.plugins],
    ['messenger', worker.adapters, kit.adapters],
  ] as const) {
    const [less, more] = [without(wants, has), without(has, wants)];
    if (less.length > 0) found.push(`it lacks ${some(what, less)}`);
    if (more.length > 0) found.push(`it has ${some(what, more)}, which the bot lacks`);
  }
  return found.length === 0 ? undefined : found.join('; ');
}

/** What to do about that. */
export const unlikeAdvice =
  'Give both the same version, community.yaml and .env, and start both anew: first the bot, then its workers.';
