import { isPair, isScalar, isSeq, type Node, type Pair, Scalar, visit } from 'yaml';
import type { YamlText } from '../yaml-text.js';
import type { Finding } from './finding.js';

type Ancestors = readonly unknown[];

/** Values that YAML reads well, and otherwise than whoever wrote them meant. */
export function checkAsWritten({ document }: Pick<YamlText, 'document'>): readonly Finding[] {
  const findings: Finding[] = [];
  visit(document, {
    Scalar(at, scalar, ancestors) {
      if (at === 'key' || scalar.type !== Scalar.PLAIN) return;
      const found = curlyQuotes(scalar) ?? cutShort(scalar);
      if (found === undefined) return;
      findings.push({ level: 'warning', path: pathOf(scalar, ancestors), ...found });
    },
  });
  return findings;
}

type Words = Pick<Finding, 'message' | 'fix'>;

function curlyQuotes({ value }: Scalar): Words | undefined {
  if (typeof value !== 'string' || !/^[\u201c-\u201f].*[\u201c-\u201f]$/su.test(value)) return;
  const message = `The quotes around ${value} are curly ones, as word processors make them, and count as part of the text.`;
  return { message, fix: 'Type straight ones instead, or none.' };
}

/** `Team #1`: what stands behind a space and a "#" is a note. People put a space behind that sign. */
function cutShort({ value, comment }: Scalar): Words | undefined {
  if (typeof comment !== 'string' || !/^[\p{L}\p{N}]/u.test(comment)) return;
  const message = `Only "${String(value)}" is read here: what stands behind "#" is a note.`;
  return { message, fix: `Put quotes around it: "${String(value)} #${comment}".` };
}

function pathOf(scalar: Node, ancestors: Ancestors): Finding['path'] {
  const nodes = [...ancestors, scalar];
  return nodes.flatMap((node, index): Finding['path'] => {
    if (isPair(node)) return [nameOf(node)];
    if (isSeq(node)) return [node.items.indexOf(nodes[index + 1])];
    return [];
  });
}

function nameOf({ key }: Pair): string {
  return isScalar(key) ? String(key.value) : '';
}
