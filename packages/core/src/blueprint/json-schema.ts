import { z } from 'zod';
import { blueprintSchema } from './blueprint-schema.js';
import { schemaNotes } from './schema-notes.js';

type Json = Record<string, unknown>;

/** What is written, where the schema first brings it into form or first has to see it. */
function writtenForm(schema: z.core.$ZodType): z.core.$ZodType | undefined {
  if (!(schema instanceof z.ZodPipe)) return undefined;
  return schema.in instanceof z.ZodTransform ? schema.out : schema.in;
}

function emit(schema: z.core.$ZodType): Json {
  const json: Json = z.toJSONSchema(schema, {
    target: 'draft-7',
    io: 'input',
    unrepresentable: 'any',
    reused: 'inline',
    override({ zodSchema, jsonSchema }) {
      const written = writtenForm(zodSchema);
      if (written !== undefined) Object.assign(jsonSchema, emit(written));
      const note = schemaNotes.get(zodSchema);
      if (note !== undefined) Object.assign(jsonSchema, note(jsonSchema));
      if (zodSchema instanceof z.ZodObject) {
        const needed = Object.entries(zodSchema.shape)
          .filter(([, value]) => !z.safeParse(value, undefined).success)
          .map(([name]) => name);
        jsonSchema.required = needed;
        if (needed.length === 0) delete jsonSchema.required;
      }
    },
  });
  const { $schema: _draft, ...rest } = json;
  return rest;
}

function pluginsJson(
  plugins: readonly { readonly name: string; readonly options: z.ZodType }[],
): Json {
  const off = { enum: [true, false, 'yes', 'no', 'on', 'off', null] };
  const entries = plugins.map(({ name, options }) => [name, { anyOf: [emit(options), off] }]);
  return { type: 'object', properties: Object.fromEntries(entries) };
}

/**
 * What `community.yaml` may say, as JSON Schema: editors complete and check the file by it. What
 * depends on several places, such as an admin who is not among the people, only `kapwa check` sees.
 * With the plugins that are in use, their options are described, too.
 */
export function blueprintJsonSchema(
  plugins: readonly { readonly name: string; readonly options: z.ZodType }[] = [],
): Json {
  const { properties, ...schema } = emit(blueprintSchema);
  return {
    $schema: 'http://json-schema.org/draft-07/schema#',
    title: 'A community, as Kapwa looks after it',
    ...schema,
    properties: { ...(properties as Json), plugins: pluginsJson(plugins) },
  };
}
