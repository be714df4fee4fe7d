import type { Server } from 'node:http';

/**
 * What of Botkit and of the Bot Framework is used, by shape: nothing of them is imported, so that
 * whoever does not use them does not install them.
 */

/** Something the bot writes, in the form of the Bot Framework. */
export interface OutgoingActivity {
  readonly type: 'message' | 'typing';
  readonly text?: string;
  /** What stands in the text is no Markdown. */
  readonly textFormat?: 'plain';
  readonly entities?: readonly object[];
  readonly id?: string;
}

/** One turn of an adapter: something that came in, and the way back. Must not be kept. */
export interface BotTurn {
  readonly activity: unknown;
  readonly adapter?: unknown;
  sendActivities(activities: object[]): Promise<unknown>;
  // biome-ignore lint/suspicious/noConfusingVoidType: this is how the Bot Framework declares it.
  updateActivity(activity: object): Promise<unknown | void>;
  deleteActivity(id: string): Promise<void>;
}

/** What is done in a turn. */
export type TurnLogic = (turn: BotTurn) => Promise<void>;

/**
 * Any adapter of Botkit or of the Bot Framework: `WebAdapter`, `SlackAdapter`, `CloudAdapter` and
 * the others. Give it as it is.
 */
export interface BotAdapterLike {
  /** What Botkit calls it; adapters of the Bot Framework itself have none. */
  readonly name?: string;
  continueConversation(reference: object, logic: TurnLogic): Promise<void>;
  continueConversationAsync?(appId: string, reference: object, logic: TurnLogic): Promise<void>;
  processActivity?(request: object, response: object, logic: TurnLogic): Promise<unknown>;
  /** Only `CloudAdapter`. */
  process?(request: object, response: object, logic: TurnLogic): Promise<unknown>;
  /** Only the web adapter: whether that page is open. */
  isConnected?(user: string): boolean;
  /** What Botkit calls once, with itself. */
  init?(controller: object): unknown;
}

/** A server of Node's that pages can open a WebSocket to. */
export type SocketServer = Pick<Server, 'on' | 'removeListener'> & object;
