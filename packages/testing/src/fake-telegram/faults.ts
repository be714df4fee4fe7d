/** What a call meets instead of its answer. */
export type TelegramFault =
  /** The connection is cut before anything is done. */
  | 'request-lost'
  /** It is done, and the answer gets lost. */
  | 'answer-lost'
  | {
      /** The HTTP status, such as 502. */
      readonly code: number;
      readonly description: string;
      /** Seconds. */
      readonly retryAfter?: number;
    };

/** Faults to come. */
export interface Faults {
  plan(times: number, fault: TelegramFault, method?: string): void;
  next(method: string): TelegramFault | undefined;
}

/** An empty plan. Polling for updates meets only faults that name it. */
export function createFaults(): Faults {
  const planned: { fault: TelegramFault; method: string | undefined }[] = [];
  return {
    plan(times, fault, method) {
      for (let count = 0; count < times; count += 1) planned.push({ fault, method });
    },
    next(method) {
      const place = planned.findIndex((one) =>
        one.method === undefined ? method !== 'getUpdates' : one.method === method,
      );
      return place < 0 ? undefined : planned.splice(place, 1)[0]?.fault;
    },
  };
}
