import type { ListPart, Part, Text } from './text.js';

/** Stands for a mention or a link, which are never cut. */
const WHOLE = '\uFFFC';
const LINE = '\n';

/** From the first unit up to the second, which is no longer part of it. */
export type Span = readonly [from: number, to: number];

/**
 * A text as a row of units, by which it can be cut: a UTF-16 unit of its words each, one for a
 * mention or a link, and one for every line break that its blocks bring with them.
 */
export interface Units {
  readonly shown: string;
  /** The items of lists. */
  readonly items: readonly Span[];
  /** Where white space counts. */
  readonly code: readonly Span[];
}

interface Found {
  shown: string;
  readonly items: Span[];
  readonly code: Span[];
}

function addItem(item: Text, found: Found): void {
  const from = found.shown.length;
  for (const part of item) add(part, found);
  found.items.push([from, found.shown.length]);
  found.shown += LINE;
}

function add(part: Part, found: Found): void {
  switch (part.kind) {
    case 'plain':
      found.shown += part.text;
      return;
    case 'code':
      found.code.push([found.shown.length, found.shown.length + part.text.length]);
      found.shown += part.text;
      return;
    case 'mention':
    case 'link':
      found.shown += WHOLE;
      return;
    case 'border':
      found.shown += LINE + LINE;
      return;
    case 'emphasis':
      for (const inner of part.parts) add(inner, found);
      return;
    case 'quote':
      found.shown += LINE;
      for (const inner of part.parts) add(inner, found);
      found.shown += LINE;
      return;
    case 'list':
      found.shown += LINE;
      for (const item of part.items) addItem(item, found);
  }
}

/** The units of a text. */
export function unitsOf(text: Text): Units {
  const found: Found = { shown: '', items: [], code: [] };
  for (const part of text) add(part, found);
  return found;
}

function lengthOf(text: Text): number {
  return unitsOf(text).shown.length;
}

/** What is left of an item that began before the cut goes on without a dash or number of its own. */
function sliceList(part: ListPart, from: number, to: number): Text {
  const before: Part[] = [];
  const items: Text[] = [];
  let first: number | undefined;
  let at = 1;
  for (const [index, item] of part.items.entries()) {
    const length = lengthOf(item);
    const kept = sliceText(item, from - at, to - at);
    if (kept.length > 0 && from > at) before.push(...kept);
    else if (kept.length > 0) {
      first ??= index;
      items.push(kept);
    }
    at += length + 1;
  }
  if (items.length === 0) return before;
  const list = part.from === undefined ? { items } : { items, from: part.from + (first ?? 0) };
  return [...before, { kind: 'list', ...list }];
}

function slicePart(part: Part, from: number, to: number): Text {
  switch (part.kind) {
    case 'plain':
    case 'code': {
      const text = part.text.slice(Math.max(0, from), Math.max(0, to));
      return text === '' ? [] : [{ kind: part.kind, text }];
    }
    case 'emphasis':
    case 'quote': {
      const lead = part.kind === 'quote' ? 1 : 0;
      const parts = sliceText(part.parts, from - lead, to - lead);
      return parts.length === 0 ? [] : [{ kind: part.kind, parts }];
    }
    case 'list':
      return sliceList(part, from, to);
    case 'border':
      return from <= 0 && to >= 2 ? [part] : [];
    default:
      return from <= 0 && to >= 1 ? [part] : [];
  }
}

function unitsIn(part: Part): number {
  if (part.kind === 'plain' || part.kind === 'code') return part.text.length;
  return part.kind === 'mention' || part.kind === 'link' ? 1 : lengthOf([part]);
}

/** The part of a text from one unit up to another. */
export function sliceText(text: Text, from: number, to: number): Text {
  const kept: Part[] = [];
  let at = 0;
  for (const part of text) {
    if (at >= to) break;
    const length = unitsIn(part);
    if (from <= at && to >= at + length) kept.push(part);
    else if (from < at + length) kept.push(...slicePart(part, from - at, to - at));
    at += length;
  }
  return kept;
}
