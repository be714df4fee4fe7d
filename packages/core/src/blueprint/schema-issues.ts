import type { z } from 'zod';
import { zod } from '../read-when-used.js';
import { type BlueprintIssue, problem } from './blueprint-issue.js';
import { didYouMean } from './did-you-mean.js';

type Path = BlueprintIssue['path'];

/**
 * Turns what zod found into issues that people can act on, each with its own place.
 *
 * `data` is what was checked: suggestions are made from the words in it.
 */
export function issuesFromZod(
  schema: z.core.$ZodType,
  found: readonly z.core.$ZodIssue[],
  data: unknown,
): readonly BlueprintIssue[] {
  const issues = eachIssue(schema, found, data);
  return issues
    .filter((issue) => !isMisspeltAbove(issue, issues, data))
    .map(withoutMadeUpList(data));
}

/** A name that is missing only because it is misspelt is one mistake, and not two. */
function isMisspeltAbove(
  { path, suggestion }: BlueprintIssue,
  issues: readonly BlueprintIssue[],
  data: unknown,
): boolean {
  const name = path.at(-1);
  if (typeof name !== 'string' || suggestion !== undefined) return false;
  const beside = path.slice(0, -1);
  if (hasName(beside.reduce(stepInto, data), name)) return false;
  return issues.some(
    (other) =>
      other.suggestion === name &&
      other.path.length === path.length &&
      beside.every((step, index) => step === other.path[index]),
  );
}

/** One value alone counts as a list of one: whoever wrote no list is told of none. */
function withoutMadeUpList(data: unknown): (issue: BlueprintIssue) => BlueprintIssue {
  return (issue) => {
    const above = issue.path.slice(0, -1);
    if (issue.path.at(-1) !== 0 || Array.isArray(above.reduce(stepInto, data))) return issue;
    return { ...issue, path: above, message: issue.message.replace(/^Entry 1 of /, '') };
  };
}

function hasName(value: unknown, name: string): boolean {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, name);
}

function eachIssue(
  schema: z.core.$ZodType,
  found: readonly z.core.$ZodIssue[],
  data: unknown,
): readonly BlueprintIssue[] {
  return found.flatMap((issue) => {
    const path = issue.path.map((step) => (typeof step === 'number' ? step : String(step)));
    if (issue.code === 'unrecognized_keys') {
      return issue.keys.map((key) => unknownKey(path, key, namesAt(schema, path)));
    }
    // The key itself is wrong: what is wrong with it is one level down.
    if (issue.code === 'invalid_key') {
      return issue.issues.map((inner) => ({ path, ...problem(inner.message, suggested(inner)) }));
    }
    if (issue.code === 'invalid_union') {
      const inner = likelyBranch(issue.errors);
      if (inner !== undefined) return issuesBelow(schema, path, inner, data);
    }
    const suggestion =
      issue.code === 'invalid_value' ? nearest(issue.values, path, data) : suggested(issue);
    return [{ path, ...problem(issue.message, suggestion) }];
  });
}

/** Of several forms a value may have, the one that was tried: what is wrong lies inside it. */
function likelyBranch(
  branches: readonly (readonly z.core.$ZodIssue[])[],
): readonly z.core.$ZodIssue[] | undefined {
  return branches.find((issues) =>
    issues.every(({ code, path }) => code === 'unrecognized_keys' || path.length > 0),
  );
}

function issuesBelow(
  schema: z.core.$ZodType,
  path: Path,
  issues: readonly z.core.$ZodIssue[],
  data: unknown,
): readonly BlueprintIssue[] {
  const placed = issues.map((issue) => ({ ...issue, path: [...path, ...issue.path] }));
  return eachIssue(schema, placed, data);
}

function unknownKey(path: Path, key: string, names: readonly string[]): BlueprintIssue {
  const where = path.length === 0 ? 'here' : `of "${path.join('.')}"`;
  const suggestion = didYouMean(key, names);
  const help = suggestion === undefined ? ` These are: ${names.join(', ')}.` : '';
  const message = `"${key}" is not a setting ${where}.${help}`;
  return { path: [...path, key], ...problem(message, suggestion) };
}

function suggested(issue: z.core.$ZodIssue): string | undefined {
  const suggestion: unknown = issue.code === 'custom' ? issue.params?.suggestion : undefined;
  return typeof suggestion === 'string' ? suggestion : undefined;
}

function nearest(values: readonly unknown[], path: Path, data: unknown): string | undefined {
  const word = path.reduce<unknown>(stepInto, data);
  return typeof word === 'string' ? didYouMean(word, values.map(String)) : undefined;
}

function stepInto(value: unknown, step: string | number): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, step) : undefined;
}

/** The setting names a schema has at a path. */
function namesAt(schema: z.core.$ZodType, path: Path): readonly string[] {
  const bare = unwrap(schema);
  const [step, ...rest] = path;
  if (bare instanceof zod().ZodUnion) return bare.options.flatMap((form) => namesAt(form, path));
  if (step === undefined) return bare instanceof zod().ZodObject ? Object.keys(bare.shape) : [];
  if (bare instanceof zod().ZodObject) return namesAt(bare.shape[step], rest);
  if (bare instanceof zod().ZodRecord) return namesAt(bare.valueType, rest);
  return bare instanceof zod().ZodArray ? namesAt(bare.element, rest) : [];
}

/** Takes off what only says "may be left away" or "is brought into form first". */
function unwrap(schema: z.core.$ZodType): z.core.$ZodType {
  if (schema instanceof zod().ZodPipe) {
    return unwrap(schema.in instanceof zod().ZodTransform ? schema.out : schema.in);
  }
  const isWrapped =
    schema instanceof zod().ZodOptional ||
    schema instanceof zod().ZodNullable ||
    schema instanceof zod().ZodDefault ||
    schema instanceof zod().ZodPrefault;
  return isWrapped ? unwrap(schema.unwrap()) : schema;
}
