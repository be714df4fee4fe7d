import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { badLine, systemRefusal, unreadable } from '../chat-export/refusals.js';
import { readCorpusLine } from './corpus-line.js';
import type { PlacedLine } from './measure.js';

/** Reads a corpus, a JSON object a line. Raises `input.*` naming the line that breaks the rules. */
export async function readCorpus(path: string): Promise<readonly PlacedLine[]> {
  const lines: PlacedLine[] = [];
  let line = 0;
  try {
    const input = createReadStream(path, 'utf8');
    for await (const content of createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY })) {
      line += 1;
      if (content.replace(/^\ufeff/, '').trim() === '') continue;
      const said = readCorpusLine(content.replace(/^\ufeff/, ''));
      if ('why' in said) throw badLine(path, line, said.why);
      lines.push({ said, file: path, line });
    }
  } catch (error) {
    throw systemRefusal(path, error);
  }
  if (lines.length > 0) return lines;
  throw unreadable(path, 'the file is empty. Write one message a line, as JSON.');
}
