/**
 * How the tables come to be, version by version. What is here once is never changed: what is to be
 * different comes as another version behind it.
 *
 * Values are JSON as text: `value::json ->> 'name'` reads them. The type `json` would refuse
 * what is nested deeply, and would have to be checked at every write. Names are compared byte by
 * byte, so that a prefix is a range of the index.
 */
export const migrations: readonly string[] = [
  `
  CREATE TABLE heads (
    -- One row: whoever writes locks it first, so writers come one after the other.
    only_one boolean PRIMARY KEY DEFAULT true CHECK (only_one),
    -- With what ids are hashed, so that nobody who reads the tables can look one up.
    id_key text NOT NULL,
    -- The same for events that came: of a store that was moved here, the key it had before.
    seen_key text NOT NULL,
    audit_n bigint NOT NULL DEFAULT 0,
    audit_hash text NOT NULL DEFAULT '',
    -- The latest day on which an event came, counted from 1970.
    seen_day integer NOT NULL DEFAULT 0,
    -- The latest moment the ledger knows of, ms UTC.
    ledger_newest double precision NOT NULL DEFAULT 0
  );
  -- What each process has committed last: asked where the answer to a commit was lost.
  CREATE TABLE writers (
    writer uuid PRIMARY KEY,
    batch bigint NOT NULL,
    at timestamptz NOT NULL DEFAULT now()
  );
  CREATE TABLE records (
    collection text COLLATE "C" NOT NULL,
    key text COLLATE "C" NOT NULL,
    version bigint NOT NULL,
    value text NOT NULL,
    PRIMARY KEY (collection, key)
  );
  -- What waits, in order. The id is a keyed hash: ids of platforms may be of any length.
  CREATE TABLE inbox (
    seq bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    id uuid NOT NULL UNIQUE,
    item text NOT NULL
  );
  CREATE TABLE outbox (LIKE inbox INCLUDING ALL);
  CREATE TABLE dead (LIKE inbox INCLUDING ALL);
  -- Ids of events that came, as 64 bits of a keyed hash.
  CREATE TABLE seen (
    id bigint PRIMARY KEY,
    day integer NOT NULL
  );
  CREATE INDEX seen_by_day ON seen (day);
  CREATE TABLE audit (
    n bigint PRIMARY KEY,
    prev text NOT NULL,
    hash text NOT NULL,
    entries text NOT NULL
  );
  CREATE TABLE ledger (
    -- Of chat and message.
    id uuid NOT NULL,
    day integer NOT NULL,
    chat text COLLATE "C" NOT NULL,
    author text COLLATE "C" NOT NULL,
    at double precision NOT NULL,
    item text NOT NULL,
    fingerprint text,
    PRIMARY KEY (id, day)
  );
  CREATE INDEX ledger_by_day ON ledger (day);
  CREATE TABLE leases (
    name text COLLATE "C" PRIMARY KEY,
    holder text NOT NULL,
    epoch bigint NOT NULL,
    until double precision NOT NULL,
    -- Which process: one that is known to have ended need not be waited for.
    process text NOT NULL
  );
  CREATE TABLE sessions (
    space text COLLATE "C" NOT NULL,
    key text COLLATE "C" NOT NULL,
    value bytea NOT NULL,
    PRIMARY KEY (space, key)
  );
  CREATE TABLE erasures (
    seq bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    id text NOT NULL,
    at double precision NOT NULL
  );
  INSERT INTO heads (id_key, seen_key)
    VALUES (gen_random_uuid()::text || gen_random_uuid(), gen_random_uuid()::text || gen_random_uuid());
  `,
  `
  -- What processes that work for the kit that leads have left for it to read.
  CREATE TABLE reports (
    -- Grows in the order of the commits: it is drawn behind the lock on heads.
    n bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    -- The records that were changed with it, as pairs of collection and key.
    changed text NOT NULL,
    text text NOT NULL
  );
  `,
];

/** The tables from which something of a person may be taken away. */
export const tablesOfPeople = [
  'records',
  'inbox',
  'outbox',
  'dead',
  'ledger',
  'sessions',
  'reports',
] as const;
