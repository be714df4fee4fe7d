import type { KapwaEvent, Kit, Outcome, PluginFailure, TurnReport } from '@kapwa/core';

/** What one thing somebody did has led to, with everything that followed from it. */
export interface Story {
  readonly turns: readonly TurnReport[];
  /** What the actions came to, by id. */
  readonly outcomes: ReadonlyMap<string, Outcome>;
  readonly failures: readonly PluginFailure[];
}

/** Follows what a kit does. */
export interface StoryTeller {
  /** The latest story; undefined while nothing has happened. */
  latest(): Story | undefined;
  close(): void;
}

/** Follows what a kit does, so that `/why` can tell it. */
export function tellStories({ events }: Pick<Kit, 'events'>): StoryTeller {
  let about: KapwaEvent | undefined;
  const story = {
    turns: [] as TurnReport[],
    outcomes: new Map<string, Outcome>(),
    failures: [] as PluginFailure[],
  };
  /** What the kit and its plugins tell themselves goes on with a story; all else begins one. */
  const turnTo = (event: KapwaEvent): void => {
    const goesOn = event.kind === 'action.settled' || event.kind === 'plugin.posted';
    if (event === about || (goesOn && about !== undefined)) return;
    about = event;
    story.turns = [];
    story.outcomes = new Map();
    story.failures = [];
  };
  const onTurn = (report: TurnReport): void => {
    turnTo(report.event);
    story.turns.push(report);
  };
  const onFailure = (failure: PluginFailure): void => {
    turnTo(failure.event);
    story.failures.push(failure);
  };
  const onSettled = ({ item, outcome }: { item: { id: string }; outcome: Outcome }): void =>
    void story.outcomes.set(item.id, outcome);
  events.on('turn.finished', onTurn);
  events.on('plugin.failed', onFailure);
  events.on('action.settled', onSettled);

  return {
    latest: () => (about === undefined ? undefined : { ...story }),
    close() {
      events.off('turn.finished', onTurn);
      events.off('plugin.failed', onFailure);
      events.off('action.settled', onSettled);
    },
  };
}
