import { KapwaError } from '@kapwa/core';
import {
  type Document,
  isMap,
  isScalar,
  type Pair,
  parseDocument,
  stringify,
  type YAMLMap,
} from 'yaml';

type Path = readonly string[];

/** A value on one line, as it stands behind a colon. */
function flow(value: unknown): string {
  return stringify(value, { collectionStyle: 'flow', lineWidth: 0 }).trim();
}

/** A key with a value, through as many levels as are missing. */
function entry([key = '', ...rest]: Path, value: unknown): string {
  const inner = rest.reduceRight<unknown>((below, name) => ({ [name]: below }), value);
  return `${flow(key)}: ${flow(inner)}`;
}

function pairOf(map: YAMLMap, key: string): Pair | undefined {
  return map.items.find((item) => isScalar(item.key) && String(item.key.value) === key);
}

function rangeOf(node: unknown): readonly [number, number, number] | undefined {
  if (typeof node !== 'object' || node === null || !('range' in node)) return undefined;
  const { range } = node;
  return Array.isArray(range) ? [Number(range[0]), Number(range[1]), Number(range[2])] : undefined;
}

function splice(text: string, from: number, to: number, put: string): string {
  return text.slice(0, from) + put + text.slice(to);
}

/** Behind the line on which something ends; a text of several lines ends with its line already. */
function lineEndFrom(text: string, end: number): number {
  if (end > 0 && text[end - 1] === '\n') return end;
  const next = text.indexOf('\n', end);
  return next === -1 ? text.length : next + 1;
}

/** Where the last value of a map ends, however deep it lies. */
function endOf(map: YAMLMap): number {
  const last = map.items.at(-1);
  const { value, key } = last ?? {};
  if (isMap(value) && value.flow !== true && value.items.length > 0) return endOf(value);
  return rangeOf(value)?.[1] ?? rangeOf(key)?.[1] ?? 0;
}

function columnOf(text: string, offset: number): number {
  return offset - (text.lastIndexOf('\n', offset - 1) + 1);
}

/** One more line below the others of a map that is written line by line. */
function addLine(text: string, map: YAMLMap, path: Path, value: unknown): string {
  const first = rangeOf(map.items[0]?.key)?.[0] ?? 0;
  const indent = ' '.repeat(columnOf(text, first));
  const at = lineEndFrom(text, endOf(map));
  const broken = at > 0 && text[at - 1] !== '\n' ? '\n' : '';
  return splice(text, at, at, `${broken}${indent}${entry(path, value)}\n`);
}

/** One more setting between the braces of a map on one line. */
function addBetweenBraces(text: string, map: YAMLMap, path: Path, value: unknown): string {
  const [from = 0, end = 0] = rangeOf(map) ?? [];
  if (map.items.length === 0) return splice(text, from, end, `{ ${entry(path, value)} }`);
  const last = map.items.at(-1);
  const at = rangeOf(last?.value)?.[1] ?? rangeOf(last?.key)?.[1] ?? end - 1;
  return splice(text, at, at, `, ${entry(path, value)}`);
}

function change(text: string, path: Path, value: unknown): string {
  let node: unknown = parseDocument(text).contents;
  for (const [index, key] of path.entries()) {
    if (!isMap(node)) break;
    const pair = pairOf(node, key);
    const rest = path.slice(index);
    if (pair === undefined) {
      return node.flow === true
        ? addBetweenBraces(text, node, rest, value)
        : addLine(text, node, rest, value);
    }
    if (index === path.length - 1) {
      const range = rangeOf(pair.value);
      if (range !== undefined && range[0] < range[1] && isOneLine(text, range)) {
        return splice(text, range[0], range[1], flow(value));
      }
    }
    node = pair.value;
  }
  return throughDocument(text, path, value);
}

function isOneLine(text: string, [from, to]: readonly [number, number, number]): boolean {
  return !text.slice(from, to).includes('\n');
}

function changedDocument(text: string, path: Path, value: unknown): Document {
  const document = parseDocument(text);
  // A setting that was left empty is made one that can hold others.
  for (let length = 1; length < path.length; length += 1) {
    const above = path.slice(0, length);
    const isEmpty = document.hasIn(above) && document.getIn(above) === null;
    if (isEmpty) document.setIn(above, document.createNode({}));
  }
  document.setIn(path, document.createNode(value));
  return document;
}

/** Where it cannot be done by changing one place: comments are kept, spaces may change. */
function throughDocument(text: string, path: Path, value: unknown): string {
  return changedDocument(text, path, value).toString({ lineWidth: 0 });
}

function read(text: string): unknown {
  return parseDocument(text).toJS();
}

/**
 * A YAML text with one value changed or added, and everything else left as it was written: comments,
 * order, spaces. Pure. Raises `blueprint.invalid` where the text is not YAML.
 *
 * @example
 * changeYaml(text, ['groups', 'north', 'chat'], { whatsapp: '1203@g.us' });
 */
export function changeYaml(text: string, path: Path, value: unknown): string {
  if (parseDocument(text).errors.length > 0) {
    throw new KapwaError('blueprint.invalid', 'The file cannot be read, so it is not changed.');
  }
  const wanted = JSON.stringify(changedDocument(text, path, value).toJS());
  const changed = change(text, path, value);
  const isRight =
    parseDocument(changed).errors.length === 0 && JSON.stringify(read(changed)) === wanted;
  return isRight ? changed : throughDocument(text, path, value);
}
