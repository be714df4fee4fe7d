/** Answers by what was asked. */
export type KeptAnswers<Answer> = (
  asked: string,
  find: () => Answer,
  /** Whether an answer that is kept still counts; any does unless given. */
  counts?: (answer: Answer) => boolean,
) => Answer;

/**
 * Keeps answers ready, at most so many: before one too many all are let go, and those that are
 * still asked for come again.
 */
export function createKeptAnswers<Answer extends NonNullable<unknown>>(
  most: number,
): KeptAnswers<Answer> {
  const answers = new Map<string, Answer>();
  return (asked, find, counts = () => true) => {
    const kept = answers.get(asked);
    if (kept !== undefined && counts(kept)) return kept;
    const found = find();
    if (answers.size >= most) answers.clear();
    answers.set(asked, found);
    return found;
  };
}
