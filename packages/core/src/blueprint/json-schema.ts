import type { z } from 'zod';
import { zod } from '../read-when-used.js';
import { blueprintSchema } from './blueprint-schema.js';
import { schemaNotes } from './schema-notes.js';

type Json = Record<string, unknown>;

/** What is written, where the schema first brings it into form or first has to see it. */
function writtenForm(schema: z.core.$ZodType): z.core.$ZodType | undefined {
  if (!(schema instanceof zod().ZodPipe)) return undefined;
  return schema.in instanceof zod().ZodTransform ? schema.out : schema.in;
}

function emit(schema: z.core.$ZodType): Json {
  const json: Json = zod().toJSONSchema(schema, {
    target: 'draft-7',
    io: 'input',
    unrepresentable: 'any',
    reused: 'inline',
    override({ zodSchema, jsonSchema }) {
      const written = writtenForm(zodSchema);
      if (written !== undefined) Object.assign(jsonSchema, emit(written));
      const note = schemaNotes.get(zodSchema);
      if (note !== undefined) Object.assign(jsonSchema, note(jsonSchema));
      if (zodSchema instanceof zod().ZodObject) {
        const needed = Object.entries(zodSchema.shape)
          .filter(([, value]) => !zod().safeParse(value, undefined).success)
          .map(([name]) => name);
        jsonSchema.required = needed;
        if (needed.length === 0) delete jsonSchema.required;
      }
    },
  });
  const { $schema: _draft, ...rest } = json;
  return rest;
}

/** A plugin, as far as its options are described. */
interface Configured {
  readonly name: string;
  readonly options?: z.ZodType;
}

function pluginsJson(plugins: readonly Configured[]): Json {
  const off = { enum: [true, false, 'yes', 'no', 'on', 'off', null] };
  const entries = plugins.map(({ name, options = zod().strictObject({}) }) => [
    name,
    { anyOf: [emit(options), off] },
  ]);
  return { type: 'object', properties: Object.fromEntries(entries) };
}

/**
 * What `community.yaml` may say, as JSON Schema: editors complete and check the file by it. What
 * depends on several places, such as an admin who is not among the people, only `kapwa check` sees.
 * With the plugins that are in use, their options are described, too.
 */
export function blueprintJsonSchema(plugins: readonly Configured[] = []): Json {
  const { properties, ...schema } = emit(blueprintSchema);
  return {
    $schema: 'http://json-schema.org/draft-07/schema#',
    title: 'A community, as Kapwa looks after it',
    ...schema,
    properties: { ...(properties as Json), plugins: pluginsJson(plugins) },
  };
}
