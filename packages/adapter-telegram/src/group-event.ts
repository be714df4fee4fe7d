import type { PlatformEvent } from '@kapwa/core';
import type { GroupReader } from './read-group.js';

/** What the bot itself has changed about a group, as an event: Telegram does not tell it. */
export function groupEvent(
  chat: unknown,
  { adapter, memory, now }: GroupReader,
  settings: Readonly<Record<string, unknown>>,
): readonly PlatformEvent[] {
  const id = memory.knownAs(Number(chat));
  const at = now();
  return [
    {
      kind: 'group.changed',
      id: `own:${id}:${at}:${Object.keys(settings).join()}`,
      at,
      adapter,
      chat: { id, direct: false },
      byBot: true,
      ...settings,
    },
  ];
}
