import type { Handled } from '../handle/handle.js';
import type { InboxEntry } from '../store/store.js';

/** What a kit goes on with once an event has been handled, in whichever process that was. */
export interface Finished extends Pick<Handled, 'event' | 'place' | 'at' | 'actions'> {
  readonly commit: Pick<Handled['commit'], 'done' | 'writes' | 'post' | 'dead'>;
  readonly actor?: { readonly person: { readonly id: string } } | undefined;
  readonly failed: readonly { readonly plugin: string }[];
}

/** What another process has handled; there always is an entry that is done. */
export interface FinishedElsewhere extends Finished {
  readonly commit: Finished['commit'] & { readonly done: InboxEntry };
}

type Told = Pick<Finished, 'at' | 'actions' | 'actor' | 'failed'> &
  Pick<Finished['commit'], 'writes' | 'post' | 'dead'> & {
    /** Of the entry that was handled. */
    readonly id: string;
  };

/** What a worker tells of an event it has handled; stored in the same step as what came of it. */
export function reportText({ commit, at, actions, actor, failed }: Handled): string {
  const { done, writes, post, dead } = commit;
  const told: Told = {
    ...{ id: done?.id ?? '', at, actions, writes, post, dead },
    ...(actor === undefined ? {} : { actor: { person: { id: actor.person.id } } }),
    failed: failed.map(({ plugin }) => ({ plugin })),
  };
  return JSON.stringify(told);
}

/** What a report tells, with the entry it is about as `find` knows it; undefined for an unknown one. */
export function finishedBy(
  text: string,
  find: (id: string) => InboxEntry | undefined,
): FinishedElsewhere | undefined {
  const { id, writes, post, dead, ...rest } = JSON.parse(text) as Told;
  const done = find(id);
  if (done === undefined) return undefined;
  const { event, place } = done;
  return { ...rest, event, place, commit: { done, writes, post, dead } };
}
