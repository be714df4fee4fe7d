import { frameOf, readFrames } from '../../../../packages/core/src/store/embedded/journal-frame.js';
import { type Door, damaged } from '../inputs.js';

const payloads = Array.from({ length: 12 }, (_, number) =>
  JSON.stringify([
    number,
    { writes: [{ op: 'put', collection: 'a.b', key: `k${number}`, value: 'å' }] },
  ]),
);
const known = new Set(payloads);

/** A journal on a disk that has changed it. */
export function journalDoor(): Door {
  const reserved = Buffer.alloc(300);
  const whole = Buffer.concat([...payloads.map((payload) => frameOf(payload)), reserved]);
  return {
    name: 'journal',
    inputs: damaged(whole),
    take(input) {
      const bytes = input as Buffer;
      let end = 0;
      for (let at = 0; at < bytes.length; ) {
        let wrong: string | undefined;
        const ending = readFrames(bytes, at, (frame) => {
          if (!known.has(frame.payload.toString())) wrong = 'a frame was read that nobody wrote';
          if (frame.at < end) wrong = 'bytes were read twice';
          end = frame.end;
        });
        if (wrong !== undefined) return wrong;
        if (ending.kind !== 'damaged') return undefined;
        if (ending.next <= at) return 'it goes round in circles';
        at = ending.next;
      }
      return undefined;
    },
  };
}
