import type { Shell } from './shell.js';

/** Tells a person how far long work has come; says nothing for short work. */
export interface Progress {
  /** Called often, with how much is done of the whole. */
  update(done: number, whole: number): void;
  /** Takes the line away again. */
  end(): void;
}

/** Work that is over sooner is not worth a line, ms. */
const SHORT = 700;
/** A terminal is rewritten this often, ms. */
const EVERY = 150;

/**
 * A line of progress on stderr: rewritten in place for a person at a terminal, a new line every
 * tenth otherwise.
 */
export function createProgress(shell: Pick<Shell, 'stderr'>, what: string): Progress {
  const began = Date.now();
  const live = shell.stderr.isTTY === true;
  let shownAt = 0;
  let tenth = 0;
  let shown = false;

  const show = (part: number): void => {
    const text = `${what} ${Math.floor(part * 100)} %`;
    shell.stderr.write(live ? `\r\u001b[2K${text}` : `${text}\n`);
    shown = true;
  };

  return {
    update(done, whole) {
      const now = Date.now();
      if (now - began < SHORT || whole <= 0) return;
      const part = Math.min(1, done / whole);
      if (live ? now - shownAt < EVERY : Math.floor(part * 10) <= tenth) return;
      shownAt = now;
      tenth = Math.floor(part * 10);
      show(part);
    },
    end() {
      if (live && shown) shell.stderr.write('\r\u001b[2K');
    },
  };
}
