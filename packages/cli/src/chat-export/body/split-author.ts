import { detached } from '../detached.js';
import { cleanName, isMark, isSpace } from '../direction-marks.js';
import { type ColonNames, isTitledName, secondPart } from './colon-names.js';
import { holdsNoticeVerb } from './notice.js';

/** A body divided into who wrote it and what. */
export interface AuthoredBody {
  readonly from: string;
  /** Everything after the colon and its space, marks included. */
  readonly body: string;
}

/** Divides bodies of one chat; undefined for a body without an author, which is a notice. */
export type AuthorSplitter = (body: string) => AuthoredBody | undefined;

/** Stands for a name that has nothing to see; WhatsApp marks unsaved contacts with it. */
const nameless = '~';

const longestName = 120;
const mostNames = 20_000;

/** Where the first colon that can end a name stands, or -1. */
export function authorEnd(body: string): number {
  for (let at = body.indexOf(':'); at >= 0 && at <= longestName; at = body.indexOf(':', at + 1)) {
    const next = body.charCodeAt(at + 1);
    if (Number.isNaN(next) || isSpace(next) || isMark(next)) return at;
  }
  return -1;
}

/** A splitter that knows the names with colons and remembers every name it has met. */
export function authorSplitter(colonNames: ColonNames): AuthorSplitter {
  const known = new Map<string, string>();

  const learn = (raw: string): string | undefined => {
    // Some people call themselves by a single invisible mark.
    const name = detached(cleanName(raw)) || nameless;
    if (holdsNoticeVerb(name)) return undefined;
    if (known.size < mostNames && !colonNames.has(name)) known.set(detached(raw), name);
    return name;
  };

  return (body) => {
    const end = authorEnd(body);
    if (end < 0) return undefined;
    const raw = body.slice(0, end);
    const name = known.get(raw);
    if (name !== undefined) return { from: name, body: afterColon(body, end) };
    const longer = colonNames.get(cleanName(raw));
    const full = longer?.find((colonName) => body.startsWith(`${colonName}:`));
    if (full !== undefined) return { from: full, body: afterColon(body, full.length) };
    const second = secondPart(body, end + 2);
    const titled = second !== undefined && isTitledName(cleanName(raw), second);
    const nameEnd = titled ? end + 2 + second.length : end;
    const learnt = learn(body.slice(0, nameEnd));
    return learnt === undefined ? undefined : { from: learnt, body: afterColon(body, nameEnd) };
  };
}

function afterColon(body: string, colon: number): string {
  return body.slice(isSpace(body.charCodeAt(colon + 1)) ? colon + 2 : colon + 1);
}
