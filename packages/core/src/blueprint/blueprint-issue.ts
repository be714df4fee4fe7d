/** One thing that is wrong in a blueprint. */
export interface BlueprintIssue {
  /** Where: keys and list positions from the top, such as `['groups', 'north', 'admins', 0]`. */
  readonly path: readonly (string | number)[];
  /** What is wrong and what to do, in whole sentences. */
  readonly message: string;
  /** The word that was probably meant. */
  readonly suggestion?: string;
}

/** What reading one value gives: the value in its proper form, or what is wrong with it. */
export type Reading<Value> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly message: string; readonly suggestion?: string };

/** A refusal to read a value. */
export function refuse(message: string, suggestion?: string) {
  return { ok: false, ...problem(message, suggestion) } as const;
}

/** What is wrong and what was probably meant; leaves the latter away where nothing is near. */
export function problem(
  message: string,
  suggestion: string | undefined,
): Pick<BlueprintIssue, 'message' | 'suggestion'> {
  return { message, ...(suggestion === undefined ? {} : { suggestion }) };
}

/** A path as people read it: `groups.north.admins.0`. */
function pathText(path: BlueprintIssue['path']): string {
  return path.join('.');
}

/** An issue in one line: where, what, and what was probably meant. */
export function describeIssue({ path, message, suggestion }: BlueprintIssue): string {
  const where = path.length === 0 ? '' : `${pathText(path)}: `;
  return `${where}${message}${suggestion === undefined ? '' : ` Did you mean "${suggestion}"?`}`;
}
