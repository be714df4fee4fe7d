/** A fenced code block of a page. */
export interface CodeBlock {
  /** The page, from the root of the repository. */
  readonly file: string;
  /** The line of the page that holds the opening fence, counted from 1. */
  readonly line: number;
  /** What follows the fence, such as `ts run`; empty when nothing does. */
  readonly info: string;
  readonly code: string;
}

interface Fence {
  readonly indent: string;
  readonly marks: string;
  readonly info: string;
}

function fenceIn(text: string): Fence | undefined {
  const match = /^(\s*)(`{3,}|~{3,})\s*([^`]*)$/.exec(text);
  return match === null
    ? undefined
    : { indent: match[1] ?? '', marks: match[2] ?? '', info: (match[3] ?? '').trim() };
}

/** A fence ends at one of the same kind that is at least as long: a page may show fences. */
function closes(fence: Fence | undefined, opening: Fence): boolean {
  return fence !== undefined && fence.info === '' && fence.marks.startsWith(opening.marks);
}

/** The code blocks of a page, in order; one that is never closed reaches to its end. */
export function findCodeBlocks(file: string, page: string): readonly CodeBlock[] {
  const lines = page.split('\n');
  const blocks: CodeBlock[] = [];
  for (let at = 0; at < lines.length; at += 1) {
    const opening = fenceIn(lines[at] ?? '');
    if (opening === undefined) {
      continue;
    }
    const line = at + 1;
    const code: string[] = [];
    for (at += 1; at < lines.length && !closes(fenceIn(lines[at] ?? ''), opening); at += 1) {
      code.push((lines[at] ?? '').replace(new RegExp(`^\\s{0,${opening.indent.length}}`), ''));
    }
    blocks.push({ file, line, info: opening.info, code: `${code.join('\n')}\n` });
  }
  return blocks;
}
