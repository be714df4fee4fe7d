import fc from 'fast-check';
import { expect, it } from 'vitest';
import { createOnTheirWay } from '../../src/store/on-their-way.js';

it('holds what came and has not gone, in the order in which it came', () => {
  const steps = fc.record({ id: fc.integer({ min: 0, max: 150 }), comes: fc.boolean() });
  fc.assert(
    fc.property(fc.array(steps, { maxLength: 1_000 }), (list) => {
      const map = new Map<string, { readonly n: number }>();
      const ours = createOnTheirWay<{ readonly n: number }>();
      for (const [n, { id, comes }] of list.entries()) {
        for (const one of [map, ours]) {
          if (comes) one.set(`${id}`, { n });
          else one.delete(`${id}`);
        }
        expect(ours.get(`${id}`)).toEqual(map.get(`${id}`));
        expect(ours.has(`${id}`)).toBe(comes);
      }
      expect(ours.values()).toEqual([...map.values()]);
    }),
  );
});
