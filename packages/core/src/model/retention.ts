const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** What is known of how long one kind of record may be kept. */
export interface RetentionKind {
  /** Kept so long unless a community wants less, ms. */
  readonly most: number;
  /** At least so long, ms. */
  readonly least: number;
  /** Why not shorter: what would not work then. */
  readonly because: string;
}

/** The kinds of record the kit itself keeps for a time, by their names in `community.yaml`. */
export const retentionKinds = {
  messages: {
    most: 7 * DAY,
    least: DAY,
    because: 'a message that comes late, is edited or is deleted could not be recognised',
  },
  fingerprints: {
    most: 7 * DAY,
    least: HOUR,
    because: 'copies of a message could not be recognised at all',
  },
  deadLetters: {
    most: 7 * DAY,
    least: DAY,
    because: 'nobody would have the time to look at what could not be handled',
  },
  requests: {
    most: 30 * DAY,
    least: DAY,
    because: 'an admin who is asked to do something by hand has a day for it',
  },
} as const satisfies Readonly<Record<string, RetentionKind>>;

/** A kind of record the kit itself keeps for a time. */
export type RetentionName = keyof typeof retentionKinds;

/** Records of plugins are kept at least so long, ms; how long at most, the plugin says. */
export const SHORTEST_RECORDS = DAY;

/**
 * How long a community wants kinds of record to be kept, ms, where that is shorter than usual: by a
 * {@link RetentionName}, or by the full name of a plugin's collection, such as `recognition.thanks`.
 */
export type Retention = Readonly<Record<string, number>>;

/** How long the kit keeps a kind of record in a community, ms. */
export function retentionOf(retention: Retention | undefined, name: RetentionName): number {
  return retention?.[name] ?? retentionKinds[name].most;
}
