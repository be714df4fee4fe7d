import fc from 'fast-check';

const between = (min: number, max: number): fc.Arbitrary<number> => fc.integer({ min, max });

/**
 * Any character there is, of any script, as a unit for `fc.string`. Made of a few ranges, because
 * fast-check's own `binary` takes seconds to get ready.
 */
export const anyCharacter: fc.Arbitrary<string> = fc
  .oneof(
    { weight: 4, arbitrary: between(0x20, 0x7e) },
    { weight: 3, arbitrary: between(0, 0xd7ff) },
    { weight: 1, arbitrary: between(0xe000, 0xffff) },
    { weight: 2, arbitrary: between(0x1_0000, 0x10_ffff) },
  )
  .map((code) => String.fromCodePoint(code));
