import type { CoreMessages } from '../messages.js';
import type { Group } from '../model/group.js';
import type { Person } from '../model/person.js';
import type { Role } from '../model/role.js';
import type { DateFacts } from './arguments/date-facts.js';
import type { Token } from './tokens.js';

/** What reading arguments needs to know besides what was written. */
export interface ArgumentFacts {
  /** What was written behind the command. */
  readonly text: string;
  /** Who the mentions stand for, in their order. */
  readonly mentioned: readonly Person[];
  /** People who may be named without a mention. */
  readonly people: readonly Person[];
  readonly groups: readonly Group[];
  /** The named roles of the community, the built-in ones included. */
  readonly roles: readonly Role[];
  /** The length of a unit of time by its words in all languages, folded, ms. */
  readonly units: ReadonlyMap<string, number>;
  readonly dates: DateFacts;
}

/** The messages by which core says what was not understood. */
export type MisreadKey = Extract<keyof CoreMessages, `argument.${string}`>;

/** Why something was not understood: a message of core, with its values. */
export interface Misread {
  readonly why: MisreadKey;
  readonly values: object;
}

/** What reading came to: the value and how many tokens it took, or why not. */
export type Reading<Value> =
  | { readonly value: Value; readonly taken: number }
  | { readonly misread: Misread };

/** What an argument has to look up before it can be read. */
export type Needed = 'people' | 'groups' | 'dates' | 'units';

/** One argument of a command: how it is read from words. Pure, so the same words read the same. */
export interface Argument<Value> {
  readonly needs: readonly Needed[];
  readonly isOptional: boolean;
  read(tokens: readonly Token[], facts: ArgumentFacts): Reading<Value>;
  /** May be left away: then it is `undefined`. */
  optional(): Argument<Value | undefined>;
}

/** The arguments of a command by the name its handler knows them by, in the order they are written. */
export type Arguments = Readonly<Record<string, Argument<unknown>>>;

/** The values of arguments, as the handler gets them. */
export type ArgumentValues<Declared extends Arguments> = {
  readonly [Name in keyof Declared]: Declared[Name] extends Argument<infer Value> ? Value : never;
};

/** What was written, cut where it is long: it is repeated in the answer. */
const LONGEST_GIVEN = 40;

/** What somebody wrote, in the form in which it is repeated in an answer. */
export function given(text: string): string {
  return text.length > LONGEST_GIVEN ? `${text.slice(0, LONGEST_GIVEN)}…` : text;
}

/** Says why something was not understood. */
export function misread<Key extends MisreadKey>(
  why: Key,
  values: CoreMessages[Key],
): { readonly misread: Misread } {
  return { misread: { why, values } };
}

/** Declares an argument by how it is read. */
export function argumentThat<Value>(
  needs: readonly Needed[],
  read: Argument<Value>['read'],
): Argument<Value> {
  return {
    needs,
    isOptional: false,
    read,
    optional: () => ({
      needs,
      isOptional: true,
      read,
      optional() {
        return this;
      },
    }),
  };
}
