/** Says what is wrong with a value, or undefined when nothing is. */
export type Shape = (value: unknown, path: string) => string | undefined;

type Fields = Readonly<Record<string, Shape>>;

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The first thing wrong, in order. */
function first(problems: Iterable<string | undefined>): string | undefined {
  for (const problem of problems) if (problem !== undefined) return problem;
  return undefined;
}

/** A string that is not blank, of at most so many characters. */
export function words(most: number): Shape {
  return (value, path) => {
    if (typeof value !== 'string') return `Param ${path} must be a string`;
    if (value.trim() === '') return `Param ${path} must not be empty`;
    return value.length > most
      ? `Param ${path} must be at most ${most} characters long`
      : undefined;
  };
}

/** A string that may be empty. */
export const anyString: Shape = (value, path) =>
  typeof value === 'string' ? undefined : `Param ${path} must be a string`;

/** true or false. */
export const flag: Shape = (value, path) =>
  typeof value === 'boolean' ? undefined : `Param ${path} must be a boolean`;

/** A whole number in a range. */
export function whole(least: number, most: number): Shape {
  return (value, path) =>
    Number.isInteger(value) && Number(value) >= least && Number(value) <= most
      ? undefined
      : `Param ${path} must be a whole number from ${least} to ${most}`;
}

/** A number in a range. */
export function number(least: number, most: number): Shape {
  return (value, path) =>
    typeof value === 'number' && value >= least && value <= most
      ? undefined
      : `Param ${path} must be a number from ${least} to ${most}`;
}

/** One of these strings. */
export function oneOf(...choices: readonly string[]): Shape {
  return (value, path) =>
    typeof value === 'string' && choices.includes(value)
      ? undefined
      : `Param ${path} must be one of {${choices.join(', ')}}`;
}

/** An object with these fields and no others; a name that ends in `?` may be missing. */
export function object(fields: Fields): Shape {
  const known = new Map(
    Object.entries(fields).map(([name, shape]) => [name.replace(/\?$/, ''), { name, shape }]),
  );
  return (value, path) => {
    if (!isObject(value)) return `Param ${path} must be a JSON object`;
    const extra = Object.keys(value).find((key) => !known.has(key));
    if (extra !== undefined) return `Unexpected key "${extra}" on param ${path || 'the message'}`;
    return first(
      [...known].map(([key, field]) => {
        const inside = path === '' ? key : `${path}['${key}']`;
        if (value[key] !== undefined) return field.shape(value[key], inside);
        return field.name.endsWith('?') ? undefined : `The parameter ${inside} is required`;
      }),
    );
  };
}

/** A list with one to so many items. */
export function list(item: Shape, most: number): Shape {
  return (value, path) => {
    if (!Array.isArray(value) || value.length === 0) return `Param ${path} must be a filled array`;
    if (value.length > most) return `Param ${path} must have at most ${most} items`;
    return first(value.map((one, index) => item(one, `${path}[${index}]`)));
  };
}
