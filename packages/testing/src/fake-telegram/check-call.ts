import { apiSchema } from './api-schema.js';
import type { Fields } from './api-types.js';

type Params = Readonly<Record<string, unknown>>;

const isObject = (value: unknown): value is Params =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** What the real server says where one of these is not there; others it names by their type. */
const missing: Readonly<Record<string, string>> = {
  chat_id: 'chat_id is empty',
  text: 'message text is empty',
  user_id: 'invalid user_id specified',
  message_id: 'message identifier is not specified',
  permissions: "can't parse permissions: expected an Object",
  question: 'poll question must be non-empty',
  options: "can't parse options: expected an Array",
};

const simple: Readonly<Record<string, (value: unknown) => boolean>> = {
  Integer: Number.isSafeInteger,
  Float: (value) => typeof value === 'number',
  String: (value) => typeof value === 'string',
  Boolean: (value) => typeof value === 'boolean',
  True: (value) => value === true,
  InputFile: (value) => typeof value === 'string' || value instanceof Uint8Array,
};

function problemInFields(value: Params, fields: Fields, path: string): string | undefined {
  const extra = Object.keys(value).find((key) => fields[key] === undefined);
  if (extra !== undefined) return `unexpected field "${extra}" in ${path}`;
  for (const [name, type] of Object.entries(fields)) {
    const isNeeded = type.startsWith('!');
    const here = `${path}.${name}`;
    if (value[name] === undefined) {
      if (isNeeded) return `field "${name}" of ${path} is missing`;
    } else {
      const problem = problemWith(value[name], isNeeded ? type.slice(1) : type, here);
      if (problem !== undefined) return problem;
    }
  }
  return undefined;
}

function problemWithOne(value: unknown, type: string, path: string): string | undefined {
  if (type.startsWith('Array of ')) {
    if (!Array.isArray(value)) return `${path} is not an Array`;
    const problems = value.map((item, index) =>
      problemWith(item, type.slice(9), `${path}[${index}]`),
    );
    return problems.find((problem) => problem !== undefined);
  }
  const check = simple[type];
  if (check !== undefined) return check(value) ? undefined : `${path} is not a ${type}`;
  const known = apiSchema.types[type];
  if (known === undefined) return undefined;
  if (known.oneOf !== undefined) return problemWith(value, known.oneOf.join('|'), path);
  return isObject(value)
    ? problemInFields(value, known.fields ?? {}, path)
    : `${path} is not an Object`;
}

/** What is wrong with a value of one of these types; undefined where one of them fits. */
export function problemWith(value: unknown, types: string, path: string): string | undefined {
  let first: string | undefined;
  for (const type of types.split('|')) {
    const problem = problemWithOne(value, type, path);
    if (problem === undefined) return undefined;
    first ??= problem;
  }
  return first;
}

/** Whether the fake has a method. */
export function isMethod(method: string): boolean {
  return apiSchema.methods[method] !== undefined;
}

/**
 * What is wrong with the parameters of a call, in words like those of the real server.
 *
 * Stricter than that in one thing: a parameter that the method does not have is refused, where the
 * real server passes over it in silence.
 */
export function problemWithCall(method: string, params: Params): string | undefined {
  const fields = apiSchema.methods[method] ?? {};
  for (const [name, type] of Object.entries(fields)) {
    if (params[name] === undefined && type.startsWith('!')) {
      return missing[name] ?? `parameter "${name}" is required`;
    }
  }
  const extra = Object.keys(params).find((name) => fields[name] === undefined);
  if (extra !== undefined) return `${method} has no parameter "${extra}"`;
  for (const [name, value] of Object.entries(params)) {
    const type = fields[name] ?? '';
    const problem = problemWith(value, type.replace('!', ''), name);
    if (problem !== undefined) return `can't parse ${name}: ${problem}`;
  }
  return undefined;
}
