import type { PersonId } from '../model/person.js';

/** What a plugin says of a collection, beyond how its records look. */
export interface CollectionCare<Value = unknown> {
  /**
   * How long a record is kept, ms, from the moment `since` gives (ms UTC) out of the record or its
   * key; for ever unless given. Looked at once a night.
   */
  readonly keep?: { readonly for: number; since(value: Value, key: string): number };
  /**
   * A record of somebody else, or of a group, without a person who is named in it; undefined where
   * nothing is left of it then. Without this the person's id is taken out of lists and replaced
   * elsewhere.
   */
  readonly forget?: (value: Value, person: PersonId) => Value | undefined;
  /** Message key that says what is kept here, for people who ask what is kept of them. */
  readonly about?: string;
}

/** A collection some plugin has declared. */
export interface KeptCollection extends CollectionCare {
  readonly plugin: string;
  readonly lane: 'group' | 'person' | 'community';
}

/** What is declared of collections, by their full names. */
export type KeptCollections = ReadonlyMap<string, KeptCollection>;
