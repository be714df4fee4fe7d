import { type AnyPlugin, type Blueprint, createKit, type TurnReport } from '@kapwa/core';
import type { ChatFile } from '../chat-export/index.js';
import { groupKeyFor, groupReports, rehearsalBlueprint } from './cast.js';
import { type ChatPlace, joinEvents, messageEvent } from './chat-events.js';
import { rehearsalAdapter } from './rehearsal-adapter.js';
import { rehearsalClock } from './rehearsal-clock.js';
import { type RehearsedMessage, rehearsedMessage } from './verdict.js';

/** What a rehearsal needs to know. */
export interface RehearsalParts {
  readonly chat: ChatFile;
  readonly blueprint: Blueprint;
  readonly plugins: readonly AnyPlugin[];
  /** Key or name of the group the chat is of; the name of the export unless given. */
  readonly group?: string | undefined;
  /** ISO 3166-1 alpha-2: whose number formats apply where the chat does not say. */
  readonly country?: string | undefined;
}

/** One line of a rehearsal with the words that were written, for showing them to a person. */
export interface RehearsedLine extends RehearsedMessage {
  readonly words: string;
}

/** What is known after all messages. */
export interface RehearsalSummary {
  readonly messages: number;
  /** How many newcomers would have been welcomed. */
  readonly welcomed: number;
  /** Groups of the chat that the community does not know, as they are called there. */
  readonly adopted: readonly string[];
  /** Keys of the groups it does know. */
  readonly known: readonly string[];
}

/**
 * Plays a chat through the plugins with no effect on anybody, message by message, each at the time
 * it was written. Memory does not grow with the chat. Raises `config.invalid` for wrong options.
 */
export async function* rehearse(
  parts: RehearsalParts,
): AsyncGenerator<RehearsedLine, RehearsalSummary> {
  const blueprint = rehearsalBlueprint(parts.blueprint);
  const clock = rehearsalClock();
  const kit = createKit({
    communities: [blueprint],
    adapters: [rehearsalAdapter()],
    plugins: parts.plugins,
    clock,
    schedules: false,
  });
  const place: ChatPlace = {
    groupOf: (name) => groupKeyFor(name ?? parts.group ?? parts.chat.name, blueprint),
    country: parts.country,
  };
  let report: TurnReport | undefined;
  let welcomed = 0;
  let messages = 0;
  const known = new Set(blueprint.groups.map(({ key }) => key));
  const adopted = new Set<string>();
  kit.events.on('turn.finished', (turn) => {
    if (turn.event.kind === 'message.received') report = turn;
    welcomed += turn.findings.filter(({ reason }) => reason === 'welcome').length;
  });

  await kit.start();
  try {
    for (const event of groupReports(blueprint)) await kit.receive(event).settled;
    for await (const entry of parts.chat.entries()) {
      clock.follow(entry.at);
      if (entry.type === 'notice') {
        for (const event of joinEvents(entry, place)) await kit.receive(event).settled;
        continue;
      }
      report = undefined;
      const event = messageEvent(entry, place);
      await kit.receive(event).settled;
      messages += 1;
      if (!known.has(event.chat.id)) adopted.add(event.chat.id);
      yield { ...rehearsedMessage(entry, event.chat.id, report), words: entry.text };
    }
    await kit.idle();
  } finally {
    await kit.stop();
  }
  return { messages, welcomed, adopted: [...adopted], known: [...known] };
}
