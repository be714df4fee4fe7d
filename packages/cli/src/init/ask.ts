import { createInterface } from 'node:readline';
import type { Shell } from '../terminal/shell.js';

/** Asks the person at the terminal. */
export interface Asker {
  /** A line; the fallback where nothing is written. Undefined when the person has gone. */
  line(question: string, fallback?: string): Promise<string | undefined>;
  /** Yes or no; no unless said otherwise. */
  confirm(question: string): Promise<boolean>;
  close(): void;
}

/** Asks on stderr and listens on stdin, so that stdout stays for results. */
export function createAsker(shell: Pick<Shell, 'stdin' | 'stderr'>): Asker {
  const lines = createInterface({ input: shell.stdin });
  const waiting: string[] = [];
  const readers: ((line: string | undefined) => void)[] = [];
  let ended = false;
  lines.on('line', (line) => {
    const reader = readers.shift();
    if (reader === undefined) waiting.push(line);
    else reader(line);
  });
  lines.on('close', () => {
    ended = true;
    for (const reader of readers.splice(0)) reader(undefined);
  });

  const next = (): Promise<string | undefined> => {
    const line = waiting.shift();
    if (line !== undefined || ended) return Promise.resolve(line);
    return new Promise((resolve) => readers.push(resolve));
  };

  return {
    async line(question, fallback) {
      const hint = fallback === undefined || fallback === '' ? '' : ` [${fallback}]`;
      shell.stderr.write(`${question}${hint} `);
      const answer = await next();
      if (answer === undefined) return undefined;
      return answer.trim() === '' ? (fallback ?? '') : answer.trim();
    },
    async confirm(question) {
      shell.stderr.write(`${question} [y/N] `);
      const answer = await next();
      return /^y(es)?$/i.test(answer?.trim() ?? '');
    },
    close: () => lines.close(),
  };
}
