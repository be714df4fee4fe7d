import type { Action } from '../actions/action.js';
import type { Capability, CapabilityQuery } from '../actions/capability.js';
import type { Clock } from '../clock.js';
import type { PlatformEvent } from '../events/event.js';
import type { Logger } from '../logger.js';
import type { PersonId } from '../model/person.js';
import type { MaybePromise } from '../store/store.js';

/** What core looks up for `encode`, so that an adapter needs no memory of its own. */
export interface EncodeFacts {
  /** The chat the action goes to; for a direct message, the account id of the person. */
  readonly chat: { readonly id: string; readonly direct: boolean };
  /** The account id of a person on this adapter's platform, if they have one. */
  accountOf(person: PersonId): string | undefined;
}

/** One request to the platform. `body` is the adapter's own wire form, plain JSON. */
export interface WireStep {
  readonly op: string;
  readonly body: unknown;
}

/** What the platform said to one step. */
export type StepResult =
  | { readonly kind: 'ok'; readonly message?: string }
  | { readonly kind: 'refused'; readonly reason: string }
  /** Try again; after `retryAfter` ms where the platform said so. */
  | { readonly kind: 'retry'; readonly reason: string; readonly retryAfter?: number };

/** A request as bytes, so that signatures can be checked over exactly what was sent. */
export interface RawRequest {
  readonly method: string;
  /** Path and query. */
  readonly url: string;
  /** Lower-case names. */
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly body: Uint8Array;
}

/** The answer to a {@link RawRequest}. */
export interface RawResponse {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** An HTTP route a transport needs, served by whoever owns the port. */
export interface Route {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  /** Largest body that is read, in bytes; a larger one is answered 413 before it is. */
  readonly maxBody: number;
  handle(request: RawRequest): MaybePromise<RawResponse>;
}

/** What an adapter gets from the kit when it connects. */
export interface AdapterLink {
  /**
   * Hands over what the platform reported, already decoded. Resolves once all of it is durable:
   * only then may the platform be told that it was received. Rejects when the store is down.
   */
  accept(events: readonly PlatformEvent[]): Promise<void>;
  readonly clock: Clock;
  readonly log: Logger;
}

/** An open transport. */
export interface Connection {
  /** Carries out one step. Never throws for what a platform may answer; throws for bugs. */
  perform(step: WireStep): Promise<StepResult>;
  /** Routes to serve while connected. */
  readonly routes?: readonly Route[];
  /** Stops, leaving no socket, timer or file open. */
  close(): MaybePromise<void>;
}

/** One messenger, in the kit's words. Everything but `connect` is pure and tested without a network. */
export interface Adapter {
  /** Short lower-case name, unique in a kit, such as `whatsapp`. */
  readonly name: string;
  /** The longest text one message may have, in characters. */
  readonly maxText: number;
  /** Steps for an action the adapter said it can do. Longer texts are split into several. */
  encode(action: Action, facts: EncodeFacts): readonly WireStep[];
  /** Whether an action can be done where it is asked, with a reason for people where not. */
  capability(query: CapabilityQuery): Capability;
  connect(link: AdapterLink): MaybePromise<Connection>;
}

/** Declares an adapter; exists so that its shape is checked where it is written. */
export function defineAdapter<const Shape extends Adapter>(adapter: Shape): Shape {
  return adapter;
}
