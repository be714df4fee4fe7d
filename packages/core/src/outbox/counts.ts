import type { Counts } from '../house/pause/control.js';
import type { OutboxItem } from '../store/store.js';

/** How much of a community has not settled yet, and how much of that goes badly. */
export function countOf(
  items: Iterable<OutboxItem>,
  community: string,
  isTooOld: (item: OutboxItem) => boolean,
): Pick<Counts, 'actions' | 'failing' | 'tooOld' | 'unreached'> {
  const counts = { actions: 0, failing: 0, tooOld: 0, unreached: 0 };
  for (const item of items) {
    if (item.community !== community) continue;
    if (item.unreached === 'waits') {
      counts.unreached += 1;
      continue;
    }
    counts.actions += 1;
    if (item.attempt > 0) counts.failing += 1;
    if (isTooOld(item)) counts.tooOld += 1;
  }
  return counts;
}
