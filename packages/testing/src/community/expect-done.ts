import type { Done, Refused, Wrote } from '@kapwa/adapter-playground';
import { KapwaError } from '@kapwa/core';

/** What the messenger answered, when it did as asked; throws when it refused. */
export function expectDone<Answer extends Done | Wrote>(
  step: string,
  answer: Answer | Refused,
): Answer {
  if (answer.ok) return answer;
  throw new KapwaError(
    'adapter.failed',
    `The scenario does not work: "${step}" was refused because ${answer.reason} (${answer.code}).`,
  );
}
