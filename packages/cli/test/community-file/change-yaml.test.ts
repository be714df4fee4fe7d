import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parse, parseDocument, stringify } from 'yaml';
import { changeYaml } from '../../src/community-file/change-yaml.js';

const file = `# Our community.
community:
  name: Health   # short
  purpose: >-
    We help one another
    to care.

groups:
  # The northern villages.
  north:
    name: "Area North"
    admins: [ana,  luz]   # both live there

  south: { name: Area South,   tags: [south] } # on one line
  empty: {}
  open:

plugins:
  onboarding: {}
`;

function changed(path: readonly string[], value: unknown): readonly string[] {
  const before = new Set(file.split('\n'));
  return changeYaml(file, path, value)
    .split('\n')
    .filter((line) => !before.has(line));
}

describe('a change in a community file', () => {
  it.each([
    [
      'adds a line',
      ['groups', 'north', 'chat'],
      { whatsapp: '12@g.us' },
      '    chat: { whatsapp: 12@g.us }',
    ],
    ['replaces a value', ['groups', 'north', 'name'], 'North', '    name: North'],
    [
      'adds between braces',
      ['groups', 'south', 'chat'],
      { whatsapp: '12@g.us' },
      '  south: { name: Area South,   tags: [south], chat: { whatsapp: 12@g.us } } # on one line',
    ],
    ['fills empty braces', ['groups', 'empty', 'listed'], false, '  empty: { listed: false }'],
    ['adds behind a long text', ['community', 'key'], 'health', '  key: health'],
    [
      'adds levels that are missing',
      ['adapters', 'whatsapp', 'x'],
      1,
      'adapters: { whatsapp: { x: 1 } }',
    ],
  ])('%s and leaves every other line as it was', (_, path, value, line) => {
    expect(changed(path, value)).toEqual([line]);
    const removed = file
      .split('\n')
      .filter((one) => !changeYaml(file, path, value).split('\n').includes(one));
    expect(removed.length).toBeLessThanOrEqual(1);
  });

  it('keeps comments where a setting was left empty', () => {
    const text = changeYaml(file, ['groups', 'open', 'name'], 'Open');

    expect(parse(text).groups.open).toEqual({ name: 'Open' });
    for (const comment of file.match(/#.*/g) ?? []) expect(text).toContain(comment);
  });

  it('refuses a file that cannot be read', () => {
    expect(() => changeYaml('groups: [', ['groups'], 1)).toThrow(/cannot be read/);
  });

  it('always says what was meant, and nothing else', () => {
    const key = fc.stringMatching(/^[a-z][a-z0-9-]{0,8}$/);
    const leaf = fc.oneof(fc.string(), fc.integer(), fc.boolean());
    const { tree } = fc.letrec((tie) => ({
      tree: fc.oneof(
        { maxDepth: 3 },
        leaf,
        fc.array(leaf, { maxLength: 3 }),
        fc.dictionary(key, tie('tree'), { maxKeys: 4 }),
      ),
    }));
    fc.assert(
      fc.property(
        fc.dictionary(key, tree, { minKeys: 1, maxKeys: 4 }),
        fc.constantFrom('block' as const, 'flow' as const),
        fc.array(key, { minLength: 1, maxLength: 3 }),
        leaf,
        (data, collectionStyle, path, value) => {
          const text = stringify(data, { collectionStyle });
          const document = parseDocument(text);
          try {
            document.setIn(path, value);
          } catch {
            return; // The path leads through something that is no map.
          }
          expect(parse(changeYaml(text, path, value))).toEqual(document.toJS());
        },
      ),
      { numRuns: 100 },
    );
  });
});
