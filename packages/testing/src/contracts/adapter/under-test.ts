import type { Adapter, Clock, Kit, MaybePromise, MediaType, WireStep } from '@kapwa/core';

/** Which of the two chats of a contract is meant. */
export type Place = 'group' | 'direct';

/** An adapter with its platform, or a stateful fake of that, and one person who writes. */
export interface AdapterUnderTest {
  readonly adapter: Adapter;
  /** The platform's id of a group that the person and the bot are in; absent where bots have none. */
  readonly group?: string;
  /** The machine's unless given. */
  readonly clock?: Clock;
  /** Called once the kit runs, for platforms that have to be told where it listens. */
  begin?(kit: Kit): MaybePromise<void>;
  /** The person writes. Resolves once the platform has told the bot. */
  writes(text: string, place: Place): Promise<void>;
  /** The platform tells once more what it told last, as it does when a confirmation gets lost. */
  tellsAgain?(): Promise<void>;
  /**
   * Somebody asks to be let into the group, where a platform has that. Resolves with their account
   * id once the platform has told the bot.
   */
  asksToJoin?(): Promise<string>;
  /** What the bot wrote and what can still be read there, oldest first. */
  written(place: Place): MaybePromise<readonly string[]>;
  /**
   * The person sends a file directly, where people can; with a caption, or none where it is empty.
   * Resolves once the platform has told the bot.
   */
  sendsFile?(
    type: MediaType,
    file: { readonly mimeType: string; readonly bytes: Uint8Array },
    caption: string,
  ): Promise<void>;
  /** The files the bot sent and that can still be seen there, oldest first. */
  filesFromBot?(place: Place): MaybePromise<readonly Uint8Array[]>;
  /** Whether a message of the person can still be read. */
  stands(message: string): MaybePromise<boolean>;
  /** The words a step would write; undefined for a step that writes none. */
  wordsOf(step: WireStep): string | undefined;
  /** The platform carries out the next request, and its answer gets lost on the way. */
  losesAnswer?(): void;
  close?(): MaybePromise<void>;
}
