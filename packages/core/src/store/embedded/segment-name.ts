/**
 * What grows for ever or comes and goes by days does not stand in `state.json`: each kind has
 * files of its own that are only added to. A snapshot says how much of each it counts on.
 */
const kinds = ['seen', 'ledger', 'audit', 'session'] as const;
/** What a segment holds. */
export type Kind = (typeof kinds)[number];

/** What the name of a segment says. */
export interface SegmentName {
  readonly kind: Kind;
  /** The day, counted from 1970; 0 where there is one file for all days. */
  readonly day: number;
}

const NAME = /^(seen|ledger|audit|session)\.(\d+)\.(\d+)\.seg$/;

/** The snapshot that began a file is in its name, so that one that is written anew has a new name. */
export function nameOf({ kind, day }: SegmentName, seq: number): string {
  return `${kind}.${day}.${seq}.seg`;
}

/** Whether a file is a segment of ours. */
export function isSegment(name: string): boolean {
  return NAME.test(name);
}

/** What a file of that name holds. */
export function readName(name: string): SegmentName {
  const [, kind, day] = NAME.exec(name) ?? [];
  return { kind: kind as Kind, day: Number(day) };
}
