import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { longestNote } from '../../src/store/store.js';
import { type Note, noteText, readNote, type Task, takeNotes } from '../../src/workers/notes.js';

const alike = { version: '1.0.0', plugins: ['core'], adapters: ['playground'] };

const anyTask: fc.Arbitrary<Task> = fc.record({
  task: fc.string({ maxLength: 40, unit: 'grapheme' }),
  entry: fc.string({ maxLength: 300, unit: 'grapheme' }),
});

describe('what a worker is told to do', () => {
  it('is told whole and in order, in notes that are short enough', () => {
    fc.assert(
      fc.property(
        fc.string(),
        fc.nat(),
        fc.array(anyTask, { maxLength: 200 }),
        (worker, epoch, tasks) => {
          const notes = takeNotes(worker, epoch, tasks);

          const read = notes.map(readNote);
          expect(read.every((note) => note?.kind === 'take' && note.worker === worker)).toBe(true);
          expect(read.flatMap((note) => (note?.kind === 'take' ? note.tasks : []))).toEqual(tasks);
          expect(notes.every((note) => Buffer.byteLength(note) <= longestNote)).toBe(true);
        },
      ),
    );
  });

  it('goes in as few notes as hold it', () => {
    const tasks = Array.from({ length: 100 }, (_, at) => ({
      task: `1-${at}`,
      entry: `wamid.${at}`,
    }));

    expect(takeNotes('worker', 1, tasks)).toHaveLength(1);
    expect(takeNotes('worker', 1, [])).toEqual([]);
  });
});

describe('what is said on a store', () => {
  it('is read as it was meant', () => {
    const note: Note = { kind: 'here', worker: 'w', room: 32, has: ['1-1'], with: alike };

    expect(readNote(noteText(note))).toEqual(note);
  });

  it('is left alone where it was not meant for us, whatever it is', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json()), (text) => {
        expect(readNote(text)).toBeUndefined();
      }),
    );
  });
});
