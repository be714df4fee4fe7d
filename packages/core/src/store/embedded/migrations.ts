import { randomBytes } from 'node:crypto';
import { schema } from '../../schema.js';

/** The version of the state file that this Kapwa writes. */
export const STATE_VERSION = 2;

/** Random names and keys, long enough that nobody guesses one. */
export function randomName(): string {
  return randomBytes(16).toString('hex');
}

/** Version 1 held everything in one file, with the ids of the last days as they came. */
const firstVersion = schema((z) =>
  z.object({
    version: z.literal(1),
    records: z.record(z.string(), z.array(z.unknown())),
    inbox: z.array(z.unknown()),
    outbox: z.array(z.unknown()),
    dead: z.array(z.unknown()),
    seen: z.array(z.object({ day: z.number(), ids: z.array(z.string()) })),
  }),
);

function secondFromFirst(value: unknown): unknown {
  const { seen, ...kept } = firstVersion.parse(value);
  return {
    ...kept,
    version: 2,
    seq: 1,
    store: randomName(),
    key: randomName(),
    ledgerAt: 0,
    auditHead: { n: 0, hash: '' },
    leases: [],
    segments: [],
    erasures: [],
    ids: seen,
  };
}

/** What makes a state of version 1, 2, … one of the version after it. */
const migrations: readonly ((value: unknown) => unknown)[] = [secondFromFirst];

/** A state of any earlier version as this Kapwa has it; raises what zod raises for anything else. */
export function migrated(value: unknown, version: number): unknown {
  const steps = Number.isInteger(version) && version > 0 ? migrations.slice(version - 1) : [];
  return steps.reduce((state, step) => step(state), value);
}
