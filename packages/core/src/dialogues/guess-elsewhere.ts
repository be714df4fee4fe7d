import { findPerson } from '../accept/find-person.js';
import type { Group } from '../model/group.js';
import { collections, recordKey } from '../model/keys.js';
import type { Place, Store, Write } from '../store/store.js';
import { readState } from './dialogue-state.js';
import { chatKey, isWaiting, type KeptDialogue } from './kept-dialogue.js';

/** What became of an event that another process has handled. */
interface HandledElsewhere {
  readonly place: Place;
  readonly commit: { readonly writes: readonly Write[] };
}

/** The chats in which whoever is at this place answers. */
async function chatsAt({ community, person, group }: Place, store: Pick<Store, 'get'>) {
  if (group !== undefined) {
    const found = await store.get(collections.groups, recordKey(community, group));
    return [(found?.value as Group | undefined)?.chat ?? []].flat();
  }
  if (person === undefined) return [];
  return (await findPerson(store, community, person))?.accounts ?? [];
}

function isOpenAfter({ spec }: KeptDialogue, write: Write): boolean {
  const state = write.op === 'put' ? readState(spec, write.value) : undefined;
  return state !== undefined && isWaiting(state);
}

/**
 * Remembers for guessing what another process has asked, or has got an answer to: whose messages are
 * for the kit is told by the one that takes them in.
 */
export async function guessElsewhere(
  { place, commit }: HandledElsewhere,
  dialogues: Iterable<KeptDialogue>,
  store: Pick<Store, 'get'>,
): Promise<void> {
  const all = [...dialogues];
  for (const write of commit.writes) {
    const kept = all.find(({ collection }) => collection.name === write.collection);
    if (kept === undefined) continue;
    const isOpen = isOpenAfter(kept, write);
    for (const { adapter, id } of await chatsAt(place, store)) {
      const chat = chatKey(adapter, id);
      isOpen ? kept.seenOpen.add(chat) : kept.seenOpen.delete(chat);
    }
  }
}
