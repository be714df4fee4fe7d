import { describeIssue, KapwaError, parseBlueprint } from '@kapwa/core';
import type { Asker } from './ask.js';
import { proposeGroups } from './propose-groups.js';
import { readAdmins } from './read-admins.js';
import type { NewCommunity } from './write-community.js';

/** What was said on the command line; what is missing is asked for. */
export interface Given {
  readonly purpose?: string;
  readonly name?: string;
  readonly languages?: string;
  readonly timeZone?: string;
  readonly admins?: string;
}

/** Somebody who answers wrongly this often is left alone. */
const MOST_TRIES = 3;

/** What is wrong with a language or a time zone, in the words of `kapwa check`. */
function problemWith(settings: {
  languages?: readonly string[];
  timeZone?: string;
}): string | undefined {
  const community = { name: 'x', purpose: 'x', timeZone: 'UTC', ...settings };
  const parsed = parseBlueprint({ community });
  const [issue] = parsed.ok ? [] : parsed.issues;
  return issue === undefined ? undefined : describeIssue({ ...issue, path: [] });
}

function words(list: string): readonly string[] {
  return list.split(/[\s,;]+/).filter((word) => word !== '');
}

function missing(what: string, option: string): KapwaError {
  return new KapwaError('config.missing', `${what} is not said. Add --${option} "...".`);
}

interface Question {
  readonly text: string;
  readonly what: string;
  readonly option: string;
  readonly given: string | undefined;
  readonly fallback?: string;
  readonly isOptional?: boolean;
  wrong?(answer: string): string | undefined;
}

/** An answer that can be used: as given, as asked, or the usual. */
async function answerTo(question: Question, ask: Asker | undefined): Promise<string> {
  const { text, what, option, given, fallback, isOptional, wrong } = question;
  const usable = (answer: string): string | undefined => {
    if (answer === '') return isOptional === true ? undefined : `Please write something.`;
    return wrong?.(answer);
  };
  if (given !== undefined || ask === undefined) {
    const answer = given ?? fallback ?? '';
    if (answer === '' && isOptional !== true) throw missing(what, option);
    const problem = usable(answer);
    if (problem !== undefined) throw new KapwaError('config.invalid', `--${option}: ${problem}`);
    return answer;
  }
  let asked = text;
  for (let tries = 0; tries < MOST_TRIES; tries += 1) {
    const answer = await ask.line(asked, fallback);
    if (answer === undefined) throw missing(what, option);
    const problem = usable(answer);
    if (problem === undefined) return answer;
    asked = `${problem}\n${text}`;
  }
  throw missing(what, option);
}

/** Asks what a community is for, then the rest; proposes groups out of the purpose. */
export async function askCommunity(given: Given, ask: Asker | undefined): Promise<NewCommunity> {
  const purpose = await answerTo(
    {
      text: 'What is your community for? One or two sentences:\n>',
      what: 'What the community is for',
      option: 'purpose',
      given: given.purpose,
    },
    ask,
  );
  const name = await answerTo(
    { text: 'What is it called?', what: 'The name', option: 'name', given: given.name },
    ask,
  );
  const languages = await answerTo(
    {
      text: 'Which languages do its members speak, the main one first? (en, fil, sw, ar, ...)',
      what: 'A language',
      option: 'languages',
      given: given.languages,
      fallback: 'en',
      wrong: (answer) => problemWith({ languages: words(answer) }),
    },
    ask,
  );
  const timeZone = await answerTo(
    {
      text: 'In which time zone do you live?',
      what: 'The time zone',
      option: 'time-zone',
      given: given.timeZone,
      fallback: Intl.DateTimeFormat().resolvedOptions().timeZone,
      wrong: (answer) => problemWith({ timeZone: answer }),
    },
    ask,
  );
  const admins = await answerTo(
    {
      text: 'Who are the admins? At least two, with their WhatsApp numbers if you like (Sameer +63 917 000 0001, Grace)',
      what: 'An admin',
      option: 'admins',
      given: given.admins,
      isOptional: true,
    },
    ask,
  );
  return {
    purpose,
    name,
    languages: words(languages),
    timeZone,
    admins: readAdmins(admins),
    groups: proposeGroups(purpose),
  };
}
