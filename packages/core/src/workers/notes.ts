import type { z } from 'zod';
import { pauseSchema } from '../house/pause/pause-state.js';
import { schema } from '../schema.js';
import { longestNote } from '../store/store.js';
import { likenessSchema } from './likeness.js';

/** How often a worker says that it is there, and the kit that leads looks whether all are, ms. */
export const BEAT = 2_000;

/** What a worker has to know of an event besides the event itself, which waits in the store. */
const taskSchema = schema((z) =>
  z.object({
    /** Names this task; whoever gets the event next gets another one. */
    task: z.string(),
    /** The id of the event's entry. */
    entry: z.string(),
    /** The moment for which a plugin's part has to wait, ms UTC, by plugin; see `RetryOrder`. */
    behind: z.record(z.string(), z.number()).optional(),
    /** That its sender writes too much to be answered one by one; see `SenderFlood`. */
    folded: z.enum(['first', 'yes']).optional(),
    /** What plugins have asked for in its community in this minute, where that is much; see `FloodGuard`. */
    asked: z
      .object({
        minute: z.number(),
        by: z.record(z.string(), z.object({ actions: z.number(), events: z.number() })),
      })
      .optional(),
    /** How the pause of its community stands, where there ever was one. */
    pause: pauseSchema.optional(),
  }),
);
/** An event that a worker is to handle. */
export type Task = z.infer<typeof taskSchema>;

const noteSchema = schema((z) =>
  z.discriminatedUnion('kind', [
    /** A kit has begun to lead, and asks who is there. */
    z.object({ kind: z.literal('lead') }),
    /** A worker is there, would handle so many events at a time, and has these tasks at hand. */
    z.object({
      kind: z.literal('here'),
      worker: z.string(),
      room: z.number(),
      has: z.array(z.string()),
      with: likenessSchema,
    }),
    /** The kit that leads gives a worker nothing, because it differs from it so. */
    z.object({ kind: z.literal('unlike'), worker: z.string(), difference: z.string() }),
    /** A worker goes; it has nothing at hand any more. */
    z.object({ kind: z.literal('bye'), worker: z.string() }),
    /** The kit that leads by this lease gives a worker something to do. */
    z.object({
      kind: z.literal('take'),
      worker: z.string(),
      epoch: z.number(),
      tasks: z.array(taskSchema),
    }),
    /** A worker could not keep what it made of an event. */
    z.object({ kind: z.literal('failed'), worker: z.string(), task: z.string() }),
  ]),
);
/**
 * What the processes on one store say to each other. Every note may be lost: what was handled stands
 * in the store, and each `here` of a worker says what it still has at hand.
 */
export type Note = z.infer<typeof noteSchema>;

/** A note as it is said. */
export function noteText(note: Note): string {
  return JSON.stringify(note);
}

/** What a kit says that begins to lead. */
export const leadNote = noteText({ kind: 'lead' });

/** A note as it was meant; undefined for what is none, such as one of another version. */
export function readNote(text: string): Note | undefined {
  try {
    return noteSchema.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}

/** The notes by which a worker is given tasks: as few as they fit in. */
export function takeNotes(worker: string, epoch: number, tasks: readonly Task[]): string[] {
  const notes: string[] = [];
  const say = (some: readonly Task[]): void => {
    notes.push(noteText({ kind: 'take', worker, epoch, tasks: [...some] }));
  };
  const around = Buffer.byteLength(noteText({ kind: 'take', worker, epoch, tasks: [] }));
  let portion: Task[] = [];
  let length = around;
  for (const task of tasks) {
    const more = Buffer.byteLength(JSON.stringify(task)) + 1;
    if (portion.length > 0 && length + more > longestNote) {
      say(portion);
      portion = [];
      length = around;
    }
    portion.push(task);
    length += more;
  }
  if (portion.length > 0) say(portion);
  return notes;
}
