/** A line of a stack: what was called, and the file it is in. */
const FRAME = /^\s*at (?:.*[/\\(])?([^/\\()]+:\d+:\d+)\)?$/m;

/** Where something was thrown: file, line and column, without the folder. Undefined if it does not say. */
export function thrownAt(error: unknown): string | undefined {
  if (!(error instanceof Error) || error.stack === undefined) return undefined;
  // A message may have lines of its own, which look like anything.
  const from = error.stack.indexOf(error.message) + error.message.length;
  return FRAME.exec(error.stack.slice(from))?.[1];
}
