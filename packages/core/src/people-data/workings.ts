/** Where the kit remembers how far a conversation or a question has come. */
const DIALOGUE = /^[^.]+\.dialogue\./;
const QUESTION = /^core\.asked-/;

/** The parts of such a record that say how it goes on, and nothing about whom it is with. */
const ofDialogues = /\.(version|step|question|order|answered|tries|repeated|mode)$/;
const ofQuestions = /(^|\.)(id|plugin|command|word)$/;

/** Whether a part of a record is there for the kit's own working, and means nothing to people. */
export function isWorking(collection: string, part: string): boolean {
  if (DIALOGUE.test(collection)) return ofDialogues.test(part) && !/\.(data|input)\./.test(part);
  return QUESTION.test(collection) && ofQuestions.test(part) && !part.includes('values.');
}
