import type { z } from 'zod';

/** What an editor is told of a form besides what the form itself says. */
type Note = (json: Readonly<Record<string, unknown>>) => Record<string, unknown>;

/** Notes by schema. Beside zod's own registry, which is one for the whole process. */
export const schemaNotes = new WeakMap<z.core.$ZodType, Note>();

/** Says to editors what belongs here. */
export function noted<Schema extends z.ZodType>(schema: Schema, note: Note): Schema {
  schemaNotes.set(schema, note);
  return schema;
}

/** What belongs here, in words. */
export function described<Schema extends z.ZodType>(schema: Schema, what: string): Schema {
  const description = `${what.charAt(0).toUpperCase()}${what.slice(1)}.`;
  return noted(schema, () => ({ description }));
}
