import { parseStored } from './journal-entry.js';

/** What could be read of a damaged state, by name; and told what could not. */
export type Salvaged = Record<string, unknown>;

/** Where the reading of the lines has come to. */
interface Progress {
  readonly values: Map<string, unknown>;
  readonly records: Map<string, readonly unknown[]>;
  isInRecords: boolean;
  /** What the list is called that is being read, and what is in it. */
  list: { readonly name: string; readonly items: unknown[] } | undefined;
}

/** Lines that only hold the others together. */
const FRAME = /^(?:\{|\}|\]\}?|"sha256":.*)?$/;
const BEGINS_LIST = /^"([^"]+)":\[(\]?)\}?$/;
const IS_VALUE = /^"(\w+)":(.+)$/;

function beginList(progress: Progress, name: string, isEmpty: boolean): void {
  const items: unknown[] = [];
  (progress.isInRecords ? progress.records : progress.values).set(name, items);
  progress.list = isEmpty ? undefined : { name, items };
}

/** Takes one line; raises where it cannot be read. */
function takeLine(line: string, progress: Progress): void {
  if (line.startsWith(']')) progress.list = undefined;
  if (FRAME.test(line)) return;
  const [, name, isEmpty] = BEGINS_LIST.exec(line) ?? [];
  if (name !== undefined) {
    beginList(progress, name, isEmpty === ']');
  } else if (line === '"records":{') {
    progress.isInRecords = true;
  } else if (line === '"records":{}') {
    progress.isInRecords = false;
  } else if (progress.list !== undefined) {
    progress.list.items.push(parseStored(line));
  } else {
    const [, key, value = ''] = IS_VALUE.exec(line) ?? [];
    if (key === undefined) throw new Error('it is nothing that stands in a state');
    progress.values.set(key, parseStored(value));
  }
}

/**
 * Reads a state that is not as it was written, line by line: one record stands on one line, so that
 * damage costs the lines it has hit. `lose` is told of each, with the byte at which it begins.
 */
export function salvageState(
  bytes: Uint8Array,
  lose: (at: number, what: string) => void,
): Salvaged {
  const progress: Progress = {
    values: new Map(),
    records: new Map(),
    isInRecords: false,
    list: undefined,
  };
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (let at = 0; at < buffer.length; ) {
    const found = buffer.indexOf('\n', at);
    const end = found === -1 ? buffer.length : found;
    const line = buffer.toString('utf8', at, end).replace(/,$/, '');
    try {
      takeLine(line, progress);
    } catch {
      const where = progress.list === undefined ? '' : ` of ${progress.list.name}`;
      lose(at, `a line${where} could not be read and was left out`);
    }
    at = end + 1;
  }
  const { values, records } = progress;
  return { ...Object.fromEntries(values), records: Object.fromEntries(records) };
}
