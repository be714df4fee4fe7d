import type { Output } from './shell.js';

/** Bytes gathered before they are handed on: one write for many lines. */
const GATHERED = 64 * 1024;

/** Writes lines no faster than the reader takes them, so that a slow reader costs no memory. */
export interface PacedOutput {
  line(text: string): Promise<void>;
  end(): Promise<void>;
}

function drained(output: Output): Promise<void> {
  return new Promise((resolve) => {
    if ('once' in output && typeof output.once === 'function') output.once('drain', resolve);
    else resolve();
  });
}

/** Paces an output. */
export function pacedOutput(output: Output): PacedOutput {
  let gathered = '';
  const flush = async (): Promise<void> => {
    const chunk = gathered;
    gathered = '';
    if (chunk !== '' && output.write(chunk) === false) await drained(output);
  };
  return {
    async line(text) {
      gathered += `${text}\n`;
      if (gathered.length >= GATHERED) await flush();
    },
    end: flush,
  };
}
