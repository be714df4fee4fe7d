import type { TransportChanged } from '../events/event.js';

/** How far a kit is on its way from `start` to `stop`. */
export type KitState = 'new' | 'starting' | 'running' | 'stopping' | 'stopped';

/** How a kit is, as data for `/healthz` and `/readyz`. */
export interface Health {
  /** Answers at all: what `/healthz` tells. False once it is stopped. */
  readonly alive: boolean;
  /** Takes events in: what `/readyz` tells. */
  readonly ready: boolean;
  readonly state: KitState;
  /** Why it is not ready, and what else is wrong, in plain words. */
  readonly problems: readonly string[];
  /** How each adapter's connection stands, as it last reported itself. */
  readonly transports: Readonly<Record<string, TransportChanged['state'] | 'unknown'>>;
}

/** Keeps in mind what health is made of. */
export interface HealthWatch {
  /** An event was taken in, or could not be. */
  accepted(problem: string | undefined): void;
  transport(event: TransportChanged): void;
  health(state: KitState, isFull: boolean, withoutWorkers?: boolean): Health;
}

const notReady: Readonly<Record<Exclude<KitState, 'running'>, string>> = {
  new: 'The kit has not been started.',
  starting: 'The kit is starting.',
  stopping: 'The kit is stopping.',
  stopped: 'The kit has been stopped.',
};

const nobody = 'Events wait, and no worker is there to handle them.';

const tooMuch = 'More events wait than may be taken in; new ones are asked to come again later.';

/** Makes a watch over one kit with these adapters. */
export function createHealthWatch(adapters: readonly string[]): HealthWatch {
  const transports = new Map<string, TransportChanged>();
  let refusal: string | undefined;

  const transportProblems = (): string[] =>
    [...transports.values()].flatMap(({ adapter, state, reason }) =>
      state === 'connected'
        ? []
        : [`${adapter} is ${state}${reason === undefined ? '.' : `: ${reason}`}`],
    );

  return {
    accepted(problem) {
      refusal = problem;
    },
    transport(event) {
      transports.set(event.adapter, event);
    },
    health(state, isFull, withoutWorkers = false) {
      const stored = refusal === undefined ? [] : [`Events cannot be stored: ${refusal}`];
      return {
        alive: state !== 'stopped',
        ready: state === 'running' && refusal === undefined && !isFull,
        state,
        problems: [
          ...(state === 'running' ? [] : [notReady[state]]),
          ...stored,
          ...(isFull ? [tooMuch] : []),
          ...(withoutWorkers ? [nobody] : []),
          ...transportProblems(),
        ],
        transports: Object.fromEntries(
          adapters.map((name) => [name, transports.get(name)?.state ?? 'unknown']),
        ),
      };
    },
  };
}
