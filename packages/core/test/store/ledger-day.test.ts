import fc from 'fast-check';
import { expect, it } from 'vitest';
import { createKeyedHash } from '../../src/store/keyed-hash.js';
import { createLedgerDay } from '../../src/store/ledger-day.js';
import type { LedgerEntry } from '../../src/store/store.js';

const texts = fc.constantFrom('', 'a', 'b', 'ab', 'Ñandú 🌱', '__proto__');
const entries: fc.Arbitrary<LedgerEntry> = fc.record(
  {
    chat: texts,
    message: fc.oneof(texts, fc.string(), fc.string({ unit: 'binary' })),
    author: texts,
    kind: fc.constantFrom('text', 'image'),
    fingerprint: texts,
    at: fc.integer({ min: 0 }),
    fate: fc.constantFrom('stands', 'edited', 'gone'),
  },
  { requiredKeys: ['chat', 'message', 'author', 'kind', 'at', 'fate'] },
);

const steps = fc.oneof(
  { weight: 9, arbitrary: entries.map((entry) => ({ entry })) },
  { weight: 1, arbitrary: texts.map((author) => ({ author })) },
);

const keyOf = ({ chat, message }: LedgerEntry): string => JSON.stringify([chat, message]);

it('knows of every message what was said of it last, however much is added and forgotten', () => {
  fc.assert(
    fc.property(fc.array(steps, { maxLength: 400 }), (list) => {
      const day = createLedgerDay(createKeyedHash('key'));
      const kept = new Map<string, LedgerEntry>();
      for (const step of list) {
        if ('entry' in step) {
          day.add(step.entry);
          kept.delete(keyOf(step.entry));
          kept.set(keyOf(step.entry), step.entry);
        } else {
          day.forget(step.author);
          for (const [key, { author }] of kept) if (author === step.author) kept.delete(key);
        }
      }
      expect(day.entries(0, day.count())).toEqual([...kept.values()]);
      for (const step of list) {
        if (!('entry' in step)) continue;
        const { chat, message } = step.entry;
        expect(day.find(chat, message)).toEqual(kept.get(keyOf(step.entry)));
      }
    }),
  );
});
