import { layOut, type Run } from './lay-out.js';
import type { Text } from './text.js';

function plainRun(run: Run): string {
  switch (run.kind) {
    case 'mention':
      return `@${run.name}`;
    case 'link':
      return run.label === undefined ? run.url : `${run.label} (${run.url})`;
    default:
      return run.text;
  }
}

/** The text as a reader without any formatting would see it: for terminals, transcripts and tests. */
export function plainText(text: Text): string {
  const [only] = text;
  if (only?.kind === 'plain' && text.length === 1) return only.text;
  return layOut(text).map(plainRun).join('');
}
