import type { AdapterSession, Clock } from '@kapwa/core';
import {
  after,
  type Incident,
  isLocked,
  judge,
  type Outgoing,
  type ProtectionSettings,
  type ProtectionState,
  protectionStateSchema,
  unharmed,
  type Verdict,
} from './protection.js';

/** Keeps the number from being blocked; what it counts survives a restart. */
export interface Guard {
  judge(outgoing: Outgoing): Verdict;
  /** Whether WhatsApp has locked the number for people it has no chat with. */
  isLocked(): boolean;
  /** Remembers durably what happened. */
  note(incident: Incident): Promise<void>;
}

const KEY = 'protection';

/** Reads what was counted before. What cannot be read counts as nothing. */
async function storedState(session: AdapterSession): Promise<ProtectionState> {
  const stored = (await session.get([KEY])).get(KEY);
  if (stored === undefined) return unharmed;
  try {
    return protectionStateSchema.parse(JSON.parse(Buffer.from(stored).toString()));
  } catch {
    return unharmed;
  }
}

/** Makes the guard of one account. */
export async function openGuard(
  session: AdapterSession,
  settings: ProtectionSettings,
  clock: Clock,
): Promise<Guard> {
  let state = await storedState(session);
  return {
    judge: (outgoing) => judge(state, outgoing, settings, clock.now()),
    isLocked: () => isLocked(state, clock.now()),
    async note(incident) {
      const next = after(state, incident, clock.now());
      if (next === state) return;
      state = next;
      await session.set(new Map([[KEY, Buffer.from(JSON.stringify(next))]]));
    },
  };
}
