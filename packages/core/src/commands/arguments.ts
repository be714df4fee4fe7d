import { date } from './arguments/date.js';
import { duration } from './arguments/duration.js';
import { group } from './arguments/group.js';
import { number } from './arguments/number.js';
import { person } from './arguments/person.js';
import { rest } from './arguments/rest.js';
import { role } from './arguments/role.js';
import { word } from './arguments/word.js';

/**
 * What a command may ask for behind its word, in the order it is written. Each may be
 * `.optional()`.
 *
 * @example
 * arguments: { person: argument.person(), reason: argument.text().optional() }
 */
export const argument = { person, group, role, duration, date, number, word, text: rest } as const;
