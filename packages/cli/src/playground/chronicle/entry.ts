/** Where something happened: in a group, or between one person and the bot. */
export interface Where {
  readonly id: string;
  /** The name of the group, or of the person. */
  readonly name: string;
  readonly direct: boolean;
}

/** Somebody in the demo; the bot too. */
export interface Who {
  readonly id: string;
  readonly name: string;
  readonly bot: boolean;
}

interface Happened<Kind extends string> {
  readonly kind: Kind;
  /** ms UTC. */
  readonly at: number;
}

interface HappenedIn<Kind extends string> extends Happened<Kind> {
  readonly where: Where;
}

/** One thing that happened in the demo. The transcript and the JSON are made of these alone. */
export type Entry =
  /** The narrator says what comes. */
  | (Happened<'narrated'> & { readonly text: string })
  | (HappenedIn<'said'> & {
      readonly who: Who;
      readonly text: string;
      readonly message: string;
      /** BCP 47: what the bot's words are in, leading one first. Only for the bot. */
      readonly languages?: readonly string[];
    })
  | (HappenedIn<'edited'> & { readonly who: Who; readonly text: string; readonly message: string })
  | (HappenedIn<'deleted'> & {
      readonly who: Who;
      /** Who had written it. */
      readonly author: Who;
      readonly message: string;
    })
  | (HappenedIn<'reacted'> & {
      readonly who: Who;
      readonly emoji: string;
      readonly message: string;
    })
  | (HappenedIn<'joined'> & { readonly who: Who; readonly by?: Who })
  | (HappenedIn<'left'> & { readonly who: Who; readonly by?: Who })
  | (HappenedIn<'role'> & { readonly who: Who; readonly role: string; readonly by?: Who })
  | (HappenedIn<'muted'> & { readonly who: Who; readonly muted: boolean; readonly by?: Who })
  | (HappenedIn<'posting'> & { readonly posting: string; readonly by?: Who })
  | (HappenedIn<'requested'> & { readonly who: Who; readonly by?: Who })
  | (HappenedIn<'withdrew'> & { readonly who: Who; readonly by?: Who })
  | (HappenedIn<'declined'> & { readonly who: Who; readonly by?: Who })
  | (HappenedIn<'voted'> & {
      readonly who: Who;
      readonly choices: readonly string[];
      readonly message: string;
    })
  /** Something else about a group or chat changed; `what` is a short id. */
  | (HappenedIn<'changed'> & { readonly what: string; readonly by?: Who })
  /** A plugin decided something: what and why. */
  | (Happened<'noticed'> & {
      readonly where?: Where;
      readonly plugin: string;
      readonly reason: string;
      readonly detector?: string;
      readonly mode?: string;
      readonly severity?: string;
      readonly text: string;
    })
  /** The bot asked for something that did not come about. */
  | (Happened<'not-done'> & {
      readonly plugin: string;
      readonly action: string;
      readonly outcome: string;
      readonly reason?: string;
    })
  /** Somebody was not allowed to do what they tried. */
  | (HappenedIn<'not-allowed'> & { readonly who: Who; readonly reason: string })
  | (Happened<'plugin-failed'> & { readonly plugin: string; readonly error: string });

/** What the demo came to, in numbers. */
export interface Summary {
  /** What people wrote. */
  readonly messages: number;
  /** What the bot wrote. */
  readonly answers: number;
  readonly noticed: number;
  readonly deleted: number;
  readonly thanks: number;
  readonly welcomed: number;
  readonly languages: readonly string[];
}
