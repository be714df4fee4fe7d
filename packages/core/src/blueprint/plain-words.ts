import type { z } from 'zod';

/** What zod tells an error function. */
export type RawIssue = z.core.$ZodRawIssue;

/** What a message calls the value: the setting's name, or its place in a list. */
export function subject({ path = [] }: RawIssue): string {
  const last = path.at(-1);
  if (typeof last === 'number') return `Entry ${last + 1} of "${String(path.at(-2))}"`;
  return last === undefined ? 'This' : `"${String(last)}"`;
}

/** What is there, and what is to be written: `what` completes "Write ...". */
export function wrongType(issue: RawIssue, what: string): string {
  const { input } = issue;
  if (input === undefined) return `${subject(issue)} is missing. Write ${what}.`;
  if (input === null) return `${subject(issue)} is empty. Write ${what}.`;
  if (typeof input === 'number' && 'expected' in issue && issue.expected === 'string') {
    return `${subject(issue)} is written as a number. Put quotes around it, so that it stays as you wrote it.`;
  }
  return `${subject(issue)} is ${nameOf(input)} here. Write ${what} instead.`;
}

/** That a word is none of a few. */
export function wrongWord(issue: RawIssue, words: readonly unknown[]): string {
  const choice = words.map(written).join(', ');
  return typeof issue.input === 'string'
    ? `"${issue.input}" is not one of the words for ${subject(issue)}. Choose ${choice}.`
    : wrongType(issue, words.length === 1 ? choice : `one of ${choice}`);
}

function nameOf(input: unknown): string {
  if (Array.isArray(input)) return 'a list';
  if (typeof input === 'boolean') return input ? '"true"' : '"false"';
  if (typeof input === 'object') return 'a group of settings';
  return typeof input === 'number' ? 'a number' : 'text';
}

/** A value as it is written in YAML: whoever fills in a file writes `no`. */
function written(value: unknown): string {
  if (typeof value === 'boolean') return value ? '"yes"' : '"no"';
  return typeof value === 'string' ? `"${value}"` : String(value);
}

const forms: Readonly<Record<string, string>> = {
  string: 'a text',
  number: 'a number',
  int: 'a whole number',
  boolean: '"yes" or "no"',
  array: 'a list in [ ]',
  object: 'settings below it',
  record: 'entries below it',
};

/** The forms a value may have, where it has none of them. */
function formsOf(branches: readonly (readonly z.core.$ZodIssue[])[]): string | undefined {
  const found = branches.flatMap(([issue]) => {
    if (issue?.code === 'invalid_value') return issue.values.map(written);
    return issue?.code === 'invalid_type' ? [forms[issue.expected] ?? issue.expected] : [];
  });
  return found.length === 0 ? undefined : [...new Set(found)].join(' or ');
}

type Bound = RawIssue & { readonly code: 'too_small' | 'too_big' };

const units: Readonly<Record<string, string>> = { string: ' letters', array: ' entries' };

function outOfBounds(issue: Bound): string {
  const { origin } = issue;
  const [than, bound, most] =
    issue.code === 'too_small'
      ? [origin === 'string' ? 'shorter' : 'less', issue.minimum, 'more']
      : [origin === 'string' ? 'longer' : 'more', issue.maximum, 'less'];
  const unit = units[origin] ?? '';
  return `${subject(issue)} is ${than} than ${bound}${unit}. Write ${bound}${unit} or ${most}.`;
}

/**
 * The words for what zod finds where a schema has none of its own: plugins need not explain to
 * people who fill in `community.yaml` what a text, a list or a choice of words is.
 */
export function inPlainWords(issue: RawIssue): string | undefined {
  switch (issue.code) {
    case 'invalid_type':
      return wrongType(issue, forms[issue.expected] ?? issue.expected);
    case 'invalid_value':
      return wrongWord(issue, issue.values);
    case 'invalid_union': {
      const what = formsOf(issue.errors);
      return what === undefined ? undefined : wrongType(issue, what);
    }
    case 'too_small':
    case 'too_big':
      return outOfBounds(issue);
    case 'invalid_format':
      return `${subject(issue)} is not written as it should be.`;
    default:
      return undefined;
  }
}
