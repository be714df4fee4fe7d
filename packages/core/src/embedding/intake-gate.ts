import { KapwaError, messageOf } from '../errors.js';

/** Stands before the one door: counts what is on its way in, and keeps out what comes too late. */
export interface IntakeGate {
  /** Lets something in. Raises `kit.not-running` unless the gate is open. */
  pass<Answer>(take: () => Promise<Answer>): Promise<Answer>;
  /** Counts work that must end before the kit is idle, and need not pass. */
  during<Answer>(work: () => Promise<Answer>): Promise<Answer>;
  isOpen: boolean;
  /** How much is on its way. */
  readonly busy: number;
}

/** Makes a gate that is shut; `ended` is told whenever something is through, or could not be. */
export function createIntakeGate(parts: {
  /** Why something could not be taken in; undefined when it was. */
  tried(problem: string | undefined): void;
  ended(): void;
}): IntakeGate {
  let busy = 0;

  const during = async <Answer>(work: () => Promise<Answer>): Promise<Answer> => {
    busy += 1;
    try {
      return await work();
    } finally {
      busy -= 1;
      parts.ended();
    }
  };

  const gate: IntakeGate = {
    isOpen: false,
    get busy() {
      return busy;
    },
    during,
    async pass(take) {
      if (!gate.isOpen) {
        throw new KapwaError('kit.not-running', 'The kit is not running; nothing is taken in.');
      }
      return during(async () => {
        try {
          const answer = await take();
          parts.tried(undefined);
          return answer;
        } catch (error) {
          parts.tried(messageOf(error));
          throw error;
        }
      });
    },
  };
  return gate;
}
