import type { z } from 'zod';
import type { MediaRef } from '../events/event.js';
import type { Context } from '../plugins/context.js';
import type { Messages } from '../plugins/messages.js';
import type { MaybePromise } from '../store/store.js';
import type { Text } from '../text/text.js';

/** The keys of messages that take no values. */
type BareKey<Known extends Messages> = {
  readonly [Key in keyof Known & string]: Record<never, never> extends Known[Key] ? Key : never;
}[keyof Known & string];

/** What the pure parts of a dialogue may look at. */
export type Facts<Options, Known extends Messages> = Pick<
  Context<Options, Known>,
  'now' | 'community' | 'group' | 'actor' | 'options' | 'words'
>;

/**
 * Why a question is asked now: for the first time; because the last answer was not understood;
 * because something came between; because time runs out; because the person asked for help.
 */
export type Occasion = 'first' | 'again' | 'returning' | 'reminder' | 'help';

/** What the words of a question are made from. */
export interface Asking<Options, Known extends Messages, Data> {
  readonly context: Context<Options, Known>;
  readonly data: Data;
  /** The language to ask in: the partner's at this moment. */
  readonly language: string;
  readonly occasion: Occasion;
}

/** Written as methods, so that the kit can hold a dialogue without knowing the plugin's own types. */
interface AskBy<Options, Known extends Messages, Data> {
  ask(asking: Asking<Options, Known, Data>): MaybePromise<Text | undefined>;
}

interface ChooseBy<Options, Known extends Messages, Data, Name extends string> {
  options(data: Data, facts: Facts<Options, Known>): readonly Choice<Known>[];
  next(data: Data, facts: Facts<Options, Known>): Next<Name>;
}

/**
 * The words of a question: a message without values, a message with values, or a text made by the
 * context; undefined says nothing, for a question that stands on the screen already.
 */
export type Ask<Options, Known extends Messages, Data> =
  | BareKey<Known>
  | {
      readonly [Key in keyof Known & string]: {
        readonly key: Key;
        values(data: Data, facts: Facts<Options, Known>): Known[Key];
      };
    }[keyof Known & string]
  | AskBy<Options, Known, Data>['ask'];

/** One option of a question; people answer by its number, by its name or by one of its words. */
export type Choice<Known extends Messages> = {
  /** What an answer is told by; never shown. */
  readonly value: string;
  /** A word list in the plugin's locales, `yes|ok`, understood in all languages at once. */
  readonly words?: keyof Known & string;
} & (
  | { readonly key: BareKey<Known> }
  /** Words that are the same in every language, such as the name of a group. */
  | { readonly name: string }
  /** A language by its tag: shown by its own name, understood by any name of it. */
  | { readonly language: string }
);

/** What somebody answered. */
export interface Answer {
  /** The words, without the mention of the bot; empty for media alone. */
  readonly text: string;
  /** The value of the option that was meant. */
  readonly choice?: string;
  readonly media: readonly MediaRef[];
  /** The platform's id of the message. */
  readonly message: string;
}

/** Where a step leads: to another one, or to the end. */
export type Next<Name extends string> = Name | 'end';

/** What happens when nobody answers. */
export interface Timeout<Name extends string> {
  /** ms after the question was first asked. */
  readonly after: number;
  /** Asks once more this long before, ms; waits for the end of quiet hours. */
  readonly remind?: number;
  /** `rest` keeps it for when they write again, `leave` ends it, otherwise it goes on at that step. */
  readonly otherwise: 'rest' | 'leave' | { readonly next: Next<Name> };
}

/** One question of a dialogue: data and pure functions, and what is done with the answer. */
export interface Step<Options, Known extends Messages, Data, Name extends string> {
  readonly ask: Ask<Options, Known, Data>;
  /** What is said instead of the question when an answer was not understood. */
  readonly again?: Ask<Options, Known, Data>;
  readonly options?: readonly Choice<Known>[] | ChooseBy<Options, Known, Data, Name>['options'];
  /**
   * How the options are shown: `lines` under the question (the default), `none` where they are
   * words to answer and no numbers; in place of both buttons or a list where the platform has these.
   * `own` where the question shows the numbers itself, everywhere.
   */
  readonly menu?: 'lines' | 'own' | 'none';
  /**
   * Whether any words may be an answer; true for a question without options unless said otherwise.
   * A command, and a message after a long pause, is then never taken for one.
   */
  readonly free?: boolean;
  /** What the answer adds to the data; undefined where it is none. Pure. */
  read(answer: Answer, data: Data, facts: Facts<Options, Known>): Partial<Data> | undefined;
  /** Stages what follows from the answer; runs before the next question is asked. */
  act?(context: Context<Options, Known>, data: Data): MaybePromise<void>;
  /** The following step as written, unless said otherwise. Pure. */
  readonly next?: Next<Name> | ChooseBy<Options, Known, Data, Name>['next'];
  readonly timeout?: Timeout<Name>;
}

/** Why a dialogue was left before its end. */
export type LeftBy = 'stop' | 'timeout' | 'upgrade';

/** A conversation of several steps, as data and pure steps. */
export interface DialogueSpec<
  Options,
  Known extends Messages,
  Schema extends z.ZodObject = z.ZodObject,
  Name extends string = string,
> {
  /** Grows when steps or data change, so that conversations under way are carried over. */
  readonly version: number;
  /** What is known at the beginning and learnt on the way; checked whenever it is read. */
  readonly data: Schema;
  /** In whose lane it is held; a person's unless said otherwise. */
  readonly lane?: 'person' | 'group';
  /** In the order in which they are asked. */
  readonly steps: Readonly<Record<Name, Step<Options, Known, z.output<Schema>, NoInfer<Name>>>>;
  /** The first step as written, unless said otherwise. Pure. */
  first?(data: z.output<Schema>, facts: Facts<Options, Known>): Next<NoInfer<Name>>;
  /** How often a question is asked again before it rests; 3 unless said otherwise. */
  readonly tries?: number;
  /** After this long without an answer, ms, they are asked whether to go on; a day unless said otherwise. */
  readonly pause?: number;
  /** Stages what follows from the whole. */
  done?(context: Context<Options, Known>, data: z.output<Schema>): MaybePromise<void>;
  /** Stages what follows when it ended before. */
  left?(context: Context<Options, Known>, data: z.output<Schema>, by: LeftBy): MaybePromise<void>;
  /** Carries a conversation of an older version over. Undefined begins anew, with an apology. Pure. */
  migrate?(old: {
    readonly version: number;
    readonly step: string;
    readonly data: unknown;
  }): { readonly step: NoInfer<Name>; readonly data: z.output<Schema> } | undefined;
}

/** What is said, learnt and known in a dialogue the kit runs: only its plugin knows the types. */
export type DialogueData = Readonly<Record<string, unknown>>;

/** A step as the kit runs it. */
export type AnyStep = Step<unknown, Messages, DialogueData, string>;

/** A dialogue as the kit runs it. */
export interface AnyDialogueSpec
  extends Omit<DialogueSpec<unknown, Messages, z.ZodObject, string>, 'steps'> {
  readonly steps: Readonly<Record<string, AnyStep>>;
}
