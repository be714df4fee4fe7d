import type { BinaryNode } from 'baileys';
import { type Refusal, refusal } from '../world/refusal.js';

/** What goes wrong with queries. */
interface QueryFault {
  /** Such as 429 for too many (`rate-overlimit`), or 503; `lost` when no answer comes. */
  readonly code: number | 'lost';
  /** Only queries of this kind, such as `w:g2` for groups. */
  readonly xmlns?: string;
}

/** What is planned to go wrong. */
export interface Faults {
  /** The next `times` queries (of that kind) meet this fault. */
  fail(times: number, fault: QueryFault): void;
  /** The next `times` messages that linked devices send are refused with this code. */
  failSends(times: number, code: number): void;
  /** What a query meets; undefined when it is answered properly. */
  ofQuery(iq: BinaryNode): Refusal | 'lost' | undefined;
  /** What a message meets. */
  ofSend(): number | undefined;
}

/** Nothing goes wrong yet. */
export function createFaults(): Faults {
  const queries: { readonly fault: QueryFault; left: number }[] = [];
  const sends: number[] = [];
  return {
    fail: (times, fault) => void queries.push({ fault, left: times }),
    failSends(times, code) {
      for (let time = 0; time < times; time += 1) sends.push(code);
    },
    ofQuery({ attrs }) {
      const planned = queries.find(
        ({ fault, left }) => left > 0 && (fault.xmlns === undefined || fault.xmlns === attrs.xmlns),
      );
      if (!planned) return undefined;
      planned.left -= 1;
      return planned.fault.code === 'lost' ? 'lost' : refusal(planned.fault.code);
    },
    ofSend: () => sends.shift(),
  };
}
