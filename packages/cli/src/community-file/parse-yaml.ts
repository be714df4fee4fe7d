import { isAlias, isScalar, LineCounter, parseDocument, visit } from 'yaml';
import { findDuplicateKeys } from './duplicate-keys.js';
import type { FileProblem } from './file-problem.js';
import type { YamlText } from './yaml-text.js';
import { explainYamlMistake, otherSpacesInFront } from './yaml-words.js';

/** What reading a YAML text gives. */
export type ParsedYaml =
  | { readonly ok: true; readonly yaml: YamlText; readonly data: unknown }
  | { readonly ok: false; readonly problems: readonly FileProblem[] };

/** A file may repeat a part by name (`&a`, `*a`); repeated repeats grow without end. */
const MOST_ALIASES = 100;

/** Reads YAML; never throws, whatever the text. */
export function parseYaml(text: string): ParsedYaml {
  try {
    return parse(text);
  } catch (error) {
    // Each level of nesting is a call; a text of nothing but brackets exhausts the stack.
    const message =
      error instanceof RangeError
        ? 'This is nested far too deeply. Write it with fewer levels.'
        : 'Parts of this file repeat each other too often. Write them out.';
    return { ok: false, problems: [{ path: '', message }] };
  }
}

function parse(text: string): ParsedYaml {
  const yaml = readYaml(text);
  const mistakes = formMistakes(yaml);
  if (mistakes.length > 0) return { ok: false, problems: withoutConsequences(text, mistakes) };
  const others = [...brokenAliases(yaml), ...otherSpaces(yaml), ...findDuplicateKeys(yaml)];
  if (others.length > 0) return { ok: false, problems: others };
  return {
    ok: true,
    yaml,
    data: yaml.document.toJS({ maxAliasCount: MOST_ALIASES }) as unknown,
  };
}

function readYaml(text: string): YamlText {
  const lines = new LineCounter();
  // The library looks for double keys by comparing each with each: ours takes time once a key.
  const document = parseDocument(text, {
    lineCounter: lines,
    uniqueKeys: false,
    prettyErrors: false,
    logLevel: 'error',
  });
  return { text, document, lines };
}

type Mistake = FileProblem & { readonly line: number };

/** One mistake often shows several times; the first of a line is the true one. */
function formMistakes({ text, document, lines }: YamlText): readonly Mistake[] {
  const rows = text.split('\n');
  const seen = new Set<number>();
  return [...document.errors, ...document.warnings].flatMap(({ code, message, pos }) => {
    const { line, col } = lines.linePos(pos[0]);
    if (seen.has(line)) return [];
    seen.add(line);
    const words = explainYamlMistake({ code, message, line: rows[line - 1] ?? '' });
    return [{ path: '', message: words, line, column: col }];
  });
}

/** More lines than are shown anyway need not be looked at one by one. */
const MOST_LOOKED_AT = 20;

/** Longer texts are not read again and again. */
const LONGEST_LOOKED_AT = 100_000;

/**
 * A mistake upsets the reading of all lines after it: what is fine once its line is taken out was no
 * mistake of its own. All of them where taking lines out makes it no better.
 */
function withoutConsequences(text: string, mistakes: readonly Mistake[]): readonly Mistake[] {
  if (mistakes.length === 1 || text.length > LONGEST_LOOKED_AT) return mistakes;
  const rows = text.split('\n');
  const own: Mistake[] = [];
  let left = mistakes;
  while (left.length > 0 && own.length < MOST_LOOKED_AT) {
    const first = left.reduce((one, other) => (other.line < one.line ? other : one));
    own.push(first);
    rows[first.line - 1] = '';
    left = formMistakes(readYaml(rows.join('\n'))).filter(({ line }) => line > first.line);
  }
  return left.length === 0 && own.length < mistakes.length ? own : mistakes;
}

/** WhatsApp writes bold as `*bold*`; YAML takes it for the name of a repeated part. */
function brokenAliases({ document, lines }: YamlText): readonly FileProblem[] {
  const problems: FileProblem[] = [];
  const anchors = new Set<string>();
  visit(document, (_, node) => {
    if (isAlias(node)) {
      if (anchors.has(node.source)) return;
      const { line, col } = lines.linePos(node.range?.[0] ?? 0);
      const message = 'A text that begins with "*" needs quotes around it.';
      problems.push({ path: '', message, line, column: col });
    } else if (typeof node === 'object' && node !== null && 'anchor' in node) {
      if (typeof node.anchor === 'string') anchors.add(node.anchor);
    }
  });
  return problems;
}

/** Spaces as they come with copied text are part of a name for YAML, and no indentation. */
function otherSpaces({ document, lines }: YamlText): readonly FileProblem[] {
  const problems: FileProblem[] = [];
  visit(document, {
    Pair(_, { key }) {
      const message = isScalar(key) ? otherSpacesInFront(String(key.value)) : undefined;
      if (!isScalar(key) || message === undefined) return;
      const { line, col } = lines.linePos(key.range?.[0] ?? 0);
      problems.push({ path: '', message, line, column: col });
    },
  });
  return problems;
}
