import type { Adapter, Connection } from '../adapters/adapter.js';
import { chooseWay, waysTo } from '../adapters/ways.js';
import type { Catalogue } from '../languages/catalogue.js';
import type { Person } from '../model/person.js';

/** What it takes to say something that leaves nothing behind. */
export interface LastWordParts {
  readonly catalogue: Catalogue;
  readonly adapters: ReadonlyMap<string, Adapter>;
  connection(adapter: string): Connection | undefined;
  now(): number;
}

/**
 * Tells somebody that everything of theirs is erased: by the messenger they asked on, past the
 * outbox, because what waits there would be kept. Tried once; answers whether it went out.
 */
export async function sayLastWord(
  person: Person,
  { adapter: name, language }: { readonly adapter: string; readonly language: string },
  parts: LastWordParts,
): Promise<boolean> {
  const way = chooseWay(waysTo(person, parts.adapters, { network: name, now: parts.now() }));
  const adapter = way && parts.adapters.get(way.adapter);
  const connection = way && parts.connection(way.adapter);
  if (way === undefined || adapter === undefined || connection === undefined) return false;
  const text = parts.catalogue.text('core', language, 'data.erased', {});
  const steps = adapter.encode(
    { kind: 'message.send', to: { person: person.id }, text },
    { chat: { id: way.id, direct: true }, accountOf: () => undefined },
  );
  for (const step of steps) {
    if ((await connection.perform(step)).kind !== 'ok') return false;
  }
  return true;
}
