import { longestText } from '../chat-file.js';
import type { TextEncoding } from './sniff.js';

/** Lines read together; `cut` holds the positions of those that lost their end. */
export interface LineBatch {
  readonly lines: readonly string[];
  readonly cut: ReadonlySet<number>;
}

const none: ReadonlySet<number> = new Set();

/**
 * The lines of a text, many at a time, without their line breaks. A line longer than
 * `longestText` keeps its beginning only, so that no file can fill the memory.
 */
export async function* textLines(
  chunks: AsyncIterable<Uint8Array>,
  encoding: TextEncoding,
): AsyncGenerator<LineBatch> {
  let first = true;
  for await (const slab of encoding === 'utf-8'
    ? utf8Slabs(chunks)
    : utf16Slabs(chunks, encoding)) {
    const text = first && slab.startsWith('\ufeff') ? slab.slice(1) : slab;
    first = false;
    const lines = text.split('\n');
    if (lines.at(-1) === '') lines.pop();
    if (text.includes('\r')) stripReturns(lines);
    yield { lines, cut: text.length > longestText ? cutLongLines(lines) : none };
  }
}

function stripReturns(lines: string[]): void {
  for (let at = 0; at < lines.length; at += 1) {
    const line = lines[at];
    if (line?.endsWith('\r')) lines[at] = line.slice(0, -1);
  }
}

function cutLongLines(lines: string[]): ReadonlySet<number> {
  const cut = new Set<number>();
  for (const [at, line] of lines.entries()) {
    if (line.length <= longestText) continue;
    lines[at] = line.slice(0, longestText);
    cut.add(at);
  }
  return cut;
}

/**
 * Text that ends in a line break, except perhaps the last piece. Cutting the bytes at line breaks
 * before decoding is several times faster than decoding a stream.
 */
async function* utf8Slabs(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  let carried: Buffer[] = [];
  let size = 0;
  for await (const chunk of chunks) {
    const bytes = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
    const end = bytes.lastIndexOf(0x0a) + 1;
    if (end > 0) {
      yield decode(carried, bytes.subarray(0, end));
      carried = [];
      size = 0;
    }
    const rest = bytes.subarray(end);
    // Four bytes a character is the most UTF-8 needs; what is beyond would be cut off anyway.
    if (rest.length === 0 || size > longestText * 4) continue;
    carried.push(Buffer.from(rest));
    size += rest.length;
  }
  if (carried.length > 0) yield decode(carried, Buffer.alloc(0));
}

function decode(before: readonly Buffer[], last: Buffer): string {
  return (before.length === 0 ? last : Buffer.concat([...before, last])).toString('utf8');
}

async function* utf16Slabs(
  chunks: AsyncIterable<Uint8Array>,
  encoding: TextEncoding,
): AsyncGenerator<string> {
  const decoder = new TextDecoder(encoding);
  let carried = '';
  for await (const chunk of chunks) {
    const text = carried + decoder.decode(chunk, { stream: true });
    const end = text.lastIndexOf('\n') + 1;
    if (end > 0) yield text.slice(0, end);
    carried = text.slice(end, end + longestText + 1);
  }
  if (carried !== '') yield carried;
}
