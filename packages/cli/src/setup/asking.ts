import { KapwaError } from '@kapwa/core';
import { type Asker, createAsker } from '../init/ask.js';
import type { SignalSource } from '../server/stop-signals.js';
import type { Shell } from '../terminal/shell.js';

/** An answer that cannot be used, and what to do instead. */
export interface Unclear {
  readonly why: string;
}

/** Asks until the person answers, and ends the setting up when they go away. */
export interface Asking extends Omit<Asker, 'line'> {
  line(question: string, fallback?: string): Promise<string>;
  /** Asks again, saying why, until the answer can be used. */
  until<Answer>(
    question: string,
    read: (said: string) => Answer | Unclear,
    fallback?: string,
  ): Promise<Answer>;
  /** Rejects when somebody has pressed Ctrl+C; what takes long is waited for beside it. */
  readonly stopped: Promise<never>;
}

function leaving(): KapwaError {
  return new KapwaError(
    'config.missing',
    'Stopped, and nothing is half done: "kapwa run" goes on where you were.',
  );
}

function isUnclear(answer: unknown): answer is Unclear {
  return typeof answer === 'object' && answer !== null && 'why' in answer;
}

/** Begins to ask at a terminal. Ctrl+C and the end of the input end it with `config.missing`. */
export function createAsking(shell: Shell, signals: SignalSource): Asking {
  const asker = createAsker(shell);
  let isOver = false;
  let stop: (error: KapwaError) => void = () => undefined;
  const stopped = new Promise<never>((_, reject) => {
    stop = reject;
  });
  stopped.catch(() => undefined);
  signals.on('SIGINT', () => {
    if (isOver) return;
    shell.stderr.write('\n');
    stop(leaving());
  });
  const line = async (question: string, fallback?: string): Promise<string> => {
    const answer = await Promise.race([asker.line(question, fallback), stopped]);
    if (answer === undefined) throw leaving();
    return answer;
  };
  return {
    line,
    stopped,
    async until(question, read, fallback) {
      for (let asked = question; ; ) {
        const answer = read(await line(asked, fallback));
        if (!isUnclear(answer)) return answer;
        asked = `${answer.why}\n${question}`;
      }
    },
    confirm: (question) => Promise.race([asker.confirm(question), stopped]),
    close() {
      isOver = true;
      asker.close();
    },
  };
}
