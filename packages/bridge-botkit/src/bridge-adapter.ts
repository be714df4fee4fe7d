import {
  type Adapter,
  type AdapterLink,
  type Connection,
  defineAdapter,
  type StepResult,
  type WireStep,
} from '@kapwa/core';
import { capability } from './capability.js';
import { inConversationOf } from './continue-conversation.js';
import { encode } from './encode.js';
import type { Bridge } from './options.js';
import { perform } from './perform.js';
import { openTurnReader, type TurnReader } from './turn-reader.js';

/** What is the same for both ways: everything that goes out. */
export interface OpenBridge {
  readonly reader: TurnReader;
  perform(step: WireStep): Promise<StepResult>;
}

/** Opens what both ways share. */
export function openBridge(
  { adapter, name, platform, appId }: Bridge,
  link: AdapterLink,
): OpenBridge {
  const reader = openTurnReader(name, platform, link);
  const { references } = reader;
  const parts = { platform, adapter, references, inConversation: inConversationOf(adapter, appId) };
  return { reader, perform: (step) => perform(step, parts) };
}

/** Tells the kit that the line is up. */
export function reportConnected(adapter: string, { accept, clock }: AdapterLink): Promise<void> {
  const at = clock.now();
  const id = `connected:${at}`;
  return accept([{ kind: 'transport.changed', id, at, adapter, state: 'connected' }]);
}

/** An adapter of the kit over one of the Bot Framework; `connect` is what the two ways differ in. */
export function bridgeAdapter(
  { name, platform }: Bridge,
  connect: (link: AdapterLink) => Promise<Connection>,
): Adapter {
  return defineAdapter({
    name,
    maxText: platform.maxText,
    encode: (action, facts) => encode(action, facts, platform),
    capability: (query) => capability(query, platform),
    // There is no conversation before somebody has begun one.
    reach: ({ hasWritten }) => (hasWritten ? 'open' : 'must-write-first'),
    connect,
  } satisfies Adapter);
}
