import type { World, WorldChange, WorldChat } from '@kapwa/adapter-playground';
import { type Kit, messageOf, type OutboxItem, type Outcome, type TurnReport } from '@kapwa/core';
import type { Entry, Where, Who } from './entry.js';
import type { SpokenLanguages } from './spoken-languages.js';

/** Everything that happens in a demo, in order. */
export interface Chronicle {
  entries(): readonly Entry[];
  /** Adds what neither the world nor the kit can know: the narrator, and what was not allowed. */
  add(entry: Entry): void;
  /** Calls `read` with every entry from now on. Returns what undoes it. */
  follow(read: (entry: Entry) => void): () => void;
  /** Ends the recording. */
  close(): void;
}

/** Names a chat for a reader. */
export function whereIn(world: World, chat: WorldChat): Where {
  const { id, direct } = chat;
  const name = direct ? world.person(id)?.name : world.group(id)?.title;
  return { id, name: name ?? id, direct };
}

/** Names an account for a reader. */
export function whoIn(world: World, id: string): Who {
  return { id, name: world.person(id)?.name ?? id, bot: id === world.bot.id };
}

function ofMessage(
  world: World,
  change: Extract<WorldChange, { message: unknown }>,
  languages: SpokenLanguages,
): Entry {
  const { at, message } = change;
  const where = whereIn(world, message.chat);
  const author = whoIn(world, message.author);
  const about = { at, where, message: message.id };
  switch (change.kind) {
    case 'wrote': {
      const spoken = author.bot ? { languages: languages(message.text) } : {};
      return { kind: 'said', ...about, who: author, text: message.text, ...spoken };
    }
    case 'edited':
      return { kind: 'edited', ...about, who: author, text: message.text };
    case 'deleted':
      return { kind: 'deleted', ...about, who: whoIn(world, change.by), author };
    case 'reacted':
      return { kind: 'reacted', ...about, who: whoIn(world, change.from), emoji: change.emoji };
    case 'pinned':
      return {
        kind: 'changed',
        at,
        where,
        what: change.pinned ? 'message-pinned' : 'message-unpinned',
        by: whoIn(world, change.by),
      };
    case 'voted':
      return { kind: 'voted', ...about, who: whoIn(world, change.from), choices: chosen(change) };
  }
}

/** The words of what somebody chose in a poll. */
function chosen({ message, choices }: Extract<WorldChange, { kind: 'voted' }>): readonly string[] {
  return choices.map((choice) => message.poll?.options[choice] ?? '');
}

/** A change of how a group is set up; who may write has an entry of its own. */
function ofSettings(
  world: World,
  { at, group, changed, by }: Extract<WorldChange, { kind: 'settings' }>,
): Entry {
  const where = whereIn(world, { id: group, direct: false });
  const who = by === undefined ? {} : { by: whoIn(world, by) };
  const { posting } = changed;
  if (posting !== undefined) return { kind: 'posting', at, where, posting, ...who };
  return { kind: 'changed', at, where, what: Object.keys(changed).join(', '), ...who };
}

function ofChange(
  world: World,
  change: WorldChange,
  languages: SpokenLanguages,
): Entry | undefined {
  if (change.kind === 'blocked' || change.kind === 'typing') return undefined;
  if ('message' in change) return ofMessage(world, change, languages);
  if (change.kind === 'settings') return ofSettings(world, change);
  const { at } = change;
  const where = whereIn(world, { id: change.group, direct: false });
  const by = change.by === undefined ? {} : { by: whoIn(world, change.by) };
  if (change.kind === 'created') return { kind: 'changed', at, where, what: 'created', ...by };
  const who = whoIn(world, change.member);
  if (change.kind === 'role') return { kind: 'role', at, where, who, role: change.role, ...by };
  if (change.kind === 'muted') {
    return { kind: 'muted', at, where, who, muted: change.muted, ...by };
  }
  return { kind: change.kind, at, where, who, ...by };
}

/** Where a turn happened: in the chat of its event, or in the group a schedule is for. */
function whereOf(world: World, { event, group }: TurnReport): { readonly where?: Where } {
  if ('chat' in event) return { where: whereIn(world, event.chat) };
  return group === undefined ? {} : { where: whereIn(world, { id: group, direct: false }) };
}

function ofTurn(world: World, report: TurnReport): readonly Entry[] {
  return report.findings.map(({ plugin, ...finding }) => ({
    kind: 'noticed' as const,
    at: world.clock.now(),
    ...whereOf(world, report),
    plugin,
    ...finding,
  }));
}

function ofOutcome(world: World, item: OutboxItem, outcome: Outcome): Entry | undefined {
  if (outcome.kind === 'sent' || outcome.kind === 'done') return undefined;
  return {
    kind: 'not-done',
    at: world.clock.now(),
    plugin: item.plugin,
    action: item.action.kind,
    outcome: outcome.kind,
    ...('reason' in outcome ? { reason: outcome.reason } : {}),
  };
}

/** Records what the world and the kit tell, until it is closed. */
export function recordChronicle(
  world: World,
  kit: Pick<Kit, 'events'>,
  languages: SpokenLanguages,
): Chronicle {
  const entries: Entry[] = [];
  const readers = new Set<(entry: Entry) => void>();
  const add = (entry: Entry | undefined): void => {
    if (entry === undefined) return;
    entries.push(entry);
    for (const read of [...readers]) read(entry);
  };

  const stopWatching = world.subscribe((change) => add(ofChange(world, change, languages)));
  const onTurn = (report: TurnReport): void => ofTurn(world, report).forEach(add);
  const onSettled = ({ item, outcome }: { item: OutboxItem; outcome: Outcome }): void =>
    add(ofOutcome(world, item, outcome));
  const onFailure = ({ plugin, error }: { plugin: string; error: Error }): void =>
    add({ kind: 'plugin-failed', at: world.clock.now(), plugin, error: messageOf(error) });
  kit.events.on('turn.finished', onTurn);
  kit.events.on('action.settled', onSettled);
  kit.events.on('plugin.failed', onFailure);

  return {
    entries: () => [...entries],
    add,
    follow(read) {
      readers.add(read);
      return () => void readers.delete(read);
    },
    close() {
      stopWatching();
      kit.events.off('turn.finished', onTurn);
      kit.events.off('action.settled', onSettled);
      kit.events.off('plugin.failed', onFailure);
    },
  };
}
