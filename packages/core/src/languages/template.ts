import { once } from '../once.js';

/** A locale string taken apart once, at load. */
export type Segment =
  | { readonly kind: 'words'; readonly words: string }
  | { readonly kind: 'value'; readonly name: string }
  | { readonly kind: 'emphasis'; readonly segments: readonly Segment[] };

/** A locale string taken apart, with the names of its placeholders. */
export interface Template {
  readonly segments: readonly Segment[];
  readonly names: ReadonlySet<string>;
}

/** Without any of these there is nothing to take apart, which is how most strings are. */
const special = /[{}｛｝*$]/;
const noNames: ReadonlySet<string> = new Set();
const placeholder = /\{\{\s*([A-Za-z][A-Za-z0-9]*)\s*\}\}/g;
const emphasised = once(
  () => /(?<![\p{L}\p{N}*])\*(?![\s*])([^*\n]+?)(?<![\s*])\*(?![\p{L}\p{N}*])/gu,
);

function withValues(source: string, names: Set<string>): Segment[] {
  const segments: Segment[] = [];
  let end = 0;
  for (const match of source.matchAll(placeholder)) {
    if (match.index > end) segments.push({ kind: 'words', words: source.slice(end, match.index) });
    const name = match[1] ?? '';
    names.add(name);
    segments.push({ kind: 'value', name });
    end = match.index + match[0].length;
  }
  if (end < source.length) segments.push({ kind: 'words', words: source.slice(end) });
  return segments;
}

/** Why a locale string cannot be used; i18next's nesting and ICU braces are not part of the format. */
function fault(source: string): string | undefined {
  if (source.includes('$t(')) return 'nesting with $t( is not allowed';
  const rest = source.replace(placeholder, '');
  if (/[{}｛｝]/.test(rest))
    return 'a placeholder is written {{name}}, and no other braces are used';
  return undefined;
}

/**
 * Takes a locale string apart: words, `{{placeholders}}` and `*emphasis*`.
 *
 * Answers with the reason where the string cannot be used.
 */
export function parseTemplate(source: string): Template | { readonly fault: string } {
  if (!special.test(source)) {
    return { segments: [{ kind: 'words', words: source }], names: noNames };
  }
  const reason = fault(source);
  if (reason !== undefined) return { fault: reason };
  const names = new Set<string>();
  const segments: Segment[] = [];
  let end = 0;
  for (const match of source.matchAll(emphasised())) {
    segments.push(...withValues(source.slice(end, match.index), names));
    segments.push({ kind: 'emphasis', segments: withValues(match[1] ?? '', names) });
    end = match.index + match[0].length;
  }
  segments.push(...withValues(source.slice(end), names));
  return { segments, names };
}
