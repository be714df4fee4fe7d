import { isAlias, isMap, isScalar, isSeq, type Pair } from 'yaml';
import type { YamlText } from './yaml-text.js';

/** A place in a text; both from 1. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

/**
 * Where a setting stands: its name, or the item of a list.
 *
 * What is missing is shown at the nearest setting around it that is there.
 */
export function locate(yaml: YamlText, path: readonly (string | number)[]): Position | undefined {
  let node: unknown = yaml.document.contents;
  let offset: number | undefined;
  for (const step of path) {
    const next = stepInto(isAlias(node) ? node.resolve(yaml.document) : node, step);
    if (next === undefined) break;
    offset = startOf(next.name) ?? offset;
    node = next.value;
  }
  if (offset === undefined) return undefined;
  const { line, col } = yaml.lines.linePos(offset);
  return { line, column: col };
}

interface Step {
  /** The node to point at. */
  readonly name: unknown;
  readonly value: unknown;
}

function stepInto(node: unknown, step: string | number): Step | undefined {
  if (isMap(node)) {
    const pair = node.items.find((item) => nameOf(item) === String(step));
    return pair && { name: pair.key, value: pair.value };
  }
  if (isSeq(node) && typeof step === 'number' && step < node.items.length) {
    return { name: node.items[step], value: node.items[step] };
  }
  return undefined;
}

function nameOf({ key }: Pair): string | undefined {
  return isScalar(key) ? String(key.value) : undefined;
}

function startOf(node: unknown): number | undefined {
  if (typeof node !== 'object' || node === null || !('range' in node)) return undefined;
  return Array.isArray(node.range) ? Number(node.range[0]) : undefined;
}
