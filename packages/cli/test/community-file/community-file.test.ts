import { KapwaError } from '@kapwa/core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type CommunityFile,
  explainIssues,
  inspectCommunityFile,
  readCommunityFile,
} from '../../src/community-file/community-file.js';
import { parseYaml } from '../../src/community-file/parse-yaml.js';
import { communityFile } from '../temporary-folder.js';

const start = `community:
  name: Health Workers
  purpose: Care
  timeZone: Asia/Manila
`;

async function read(text: string | Uint8Array): Promise<CommunityFile> {
  return readCommunityFile(await communityFile(text));
}

/** What people are told of a file. */
async function told(text: string | Uint8Array): Promise<string> {
  try {
    await read(text);
    return '';
  } catch (error) {
    if (!(error instanceof KapwaError)) throw error;
    expect(error.code).toBe('blueprint.invalid');
    return error.message;
  }
}

describe('reading community.yaml', () => {
  it('gives the blueprint', async () => {
    const { blueprint } = await read(`${start}groups:\n  north: {}\n`);

    expect(blueprint.community.name).toBe('Health Workers');
    expect(blueprint.groups.map(({ key }) => key)).toEqual(['north']);
  });

  it('reads files of every kind of computer', async () => {
    const bom = new Uint8Array([0xef, 0xbb, 0xbf, ...new TextEncoder().encode(start)]);

    expect((await read(bom)).blueprint.community.name).toBe('Health Workers');
    expect((await read(start.replaceAll('\n', '\r\n'))).blueprint.community.purpose).toBe('Care');
  });

  it('points at the line and the setting that was meant', async () => {
    const text = `${start}  quietHour: { from: "21:00", to: "06:00" }\n`;

    expect(await told(text)).toBe(`One thing is wrong in community.yaml:

  line 5, column 3: community.quietHour
    quietHour: { from: "21:00", to: "06:00" }
    ^
    "quietHour" is not a setting of "community". Did you mean "quietHours"?`);
  });

  it('tells everything at once, in the order of the lines', async () => {
    const text = `${start}  languages: [en, kz]
people:
  sameer: { name: Sameer }
groups:
  north:
    kind: topics
    admins: [samir]
  south: { purpose: }
  south2: [1]
`;

    const lines = [...(await told(text)).matchAll(/^ {2}line (\d+).*: (.*)$/gm)];

    expect(lines.map(([, line, path]) => [line, path])).toEqual([
      ['5', 'community.languages.1'],
      ['10', 'groups.north.kind'],
      ['11', 'groups.north.admins.0'],
      ['13', 'groups.south2'],
    ]);
  });

  it('points at the nearest line where something is missing', async () => {
    expect(await told('community:\n  name: X\n  timeZone: UTC\n')).toContain(
      'line 1, column 1: community.purpose',
    );
  });

  it('tells at most twenty things', async () => {
    const many = Array.from({ length: 30 }, (_, index) => `  wrong${index}: 1\n`).join('');

    const message = await told(start + many);

    expect(message.match(/^ {2}line/gm)).toHaveLength(20);
    expect(message).toMatch(/^30 things are wrong[\s\S]*\.\.\. and 10 more\.$/);
  });

  it('points at the options of plugins', async () => {
    const text = `${start}plugins:\n  conduct:\n    mode: watch\n  onbording:\n`;

    expect(await told(text)).toContain('line 8, column 3: plugins.onbording');
    expect(await told(text.replace('onbording', 'onboarding'))).toContain(
      'line 7, column 5: plugins.conduct.mode',
    );
  });

  it('points at what is found later as well', async () => {
    const file = await read(`${start}plugins:\n  conduct: {}\n`);

    const error = explainIssues(file, [
      { path: ['plugins', 'conduct', 'detectors'], message: 'Too strict.' },
    ]);

    expect(error.code).toBe('blueprint.invalid');
    expect(error.message).toContain('line 6, column 3: plugins.conduct.detectors');
    expect(error.message).toContain('Too strict.');
  });

  it('knows an admin by their WhatsApp number however it is written', async () => {
    const { blueprint } = await read(
      `${start}people:\n  ana: { accounts: { whatsapp: ["+63 (917) 123-4567", "abc@lid"] } }\n`,
    );

    expect(blueprint.people[0]?.accounts).toEqual([
      { adapter: 'whatsapp', id: '639171234567' },
      { adapter: 'whatsapp', id: 'abc@lid' },
    ]);
  });

  it.each([
    ['as it is copied out of WhatsApp', '"\u202a+254\u00a0700\u00a0111222\u202c"'],
    ['in the digits of another script', '"+٢٥٤ ٧٠٠ ١١١٢٢٢"'],
    ['with long dashes', '"+254–700–111222"'],
  ])('knows a number %s', async (_, number) => {
    const { blueprint } = await read(
      `${start}people:\n  ana: { accounts: { whatsapp: ${number} } }\n`,
    );

    expect(blueprint.people[0]?.accounts).toEqual([{ adapter: 'whatsapp', id: '254700111222' }]);
  });

  it.each(['ask me', '“+254700111222”', '@ana'])('refuses %s, which is no number', async (id) => {
    const text = `${start}people:\n  ana: { accounts: { whatsapp: "${id}" } }\n`;

    expect(await told(text)).toContain(
      `"${id}" is no phone number. Write it with "+" and the code of the country`,
    );
  });

  it('refuses one number for two people, however it is written', async () => {
    const text = `${start}people:
  ana: { accounts: { whatsapp: "+254 700 111222" } }
  ben: { accounts: { whatsapp: ["+63 917 000 0000", "254700111222"] } }
`;

    const message = await told(text);

    expect(message).toContain('line 7, column 22: people.ben.accounts.whatsapp');
    expect(message).toContain('The number "254700111222" already belongs to "ana".');
  });

  it.each(['"0917 123 4567"', '"+12"', '+639171234567'])(
    'refuses %s, which is no number for everywhere',
    async (number) => {
      const text = `${start}people:\n  ana: { accounts: { whatsapp: ${number} } }\n`;

      expect(await told(text)).toContain('line 6, column 22: people.ana.accounts.whatsapp');
    },
  );
});

describe('a community.yaml that is not in good form', () => {
  it.each([
    ['a tab', 'community:\n\tname: X', 'line 2, column 1', 'There is a tab'],
    ['a second colon', 'a: Sameer: head', 'line 1, column 4', 'There is a second colon'],
    ['no space behind a colon', 'community:\n  name:X\n  a: b', 'line 2', 'A space is missing'],
    ['no colon at all', 'community\n  name: X', 'line 1', 'This line is not "name: value"'],
    ['spaces of another kind', 'a:\n  b: 1\n\u00a0 c: 2', 'line 3', 'spaces of another kind'],
    ['curly quotes', 'a: “Sameer: head”', 'line 1, column 4', 'The quotes in this line are curly'],
    ['a step too little', 'a:\n  b: 1\n c: 2', 'line 3', 'not indented like its neighbours'],
    ['an open quote', 'a: "x\nb: 1', 'line 2', 'A closing " is missing.'],
    ['an open list', 'a: [1, 2', 'line 1', 'must end with "]"'],
    ['open settings', 'a: {b: 2', 'line 1', 'must end with "}"'],
    ['a sign that needs quotes', 'a: @here', 'line 1, column 4', 'needs quotes'],
    ['bold', 'a: *bold*', 'line 1, column 4', 'begins with "*" needs quotes'],
    ['an exclamation mark', 'a: !stop it', 'line 1, column 4', 'begins with "!" needs quotes'],
    ['a backslash', 'a: "C:\\qwe"', 'line 1', 'Write it twice'],
    ['a list beside its name', 'a: - b', 'line 1', 'on a line of its own'],
    ['two files', 'a: 1\n---\nb: 2', 'line 2', 'a second file'],
    ['a merge gone wrong', 'a: 1\n<<<<<<< HEAD\nb: 2', 'line 2', 'Two versions of the file'],
    ['a name twice', 'a: 1\nb: 2\na: 3', 'line 3, column 1: a', 'here and in line 1. Keep one'],
  ])('because of %s is explained', async (_, text, place, words) => {
    const message = await told(text);

    expect(message).toContain(place);
    expect(message).toContain(words);
  });

  it.each([
    ['', 'The file is empty.'],
    ['# only a remark\n', 'The file is empty.'],
    ['- a\n- b\n', 'The file is one long list.'],
    ['hello', 'The file is only a text.'],
    [new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0xff, 0x00]), 'is not a text file'],
    ['community:\0', 'is not a text file'],
    [new Uint8Array([0xff, 0xfe, 0x61, 0x00]), 'saved as UTF-16'],
    [`a: ${'x'.repeat(10_000_000)}`, 'has 10000 kB and may have 1000'],
  ])('as a whole is explained', async (content, words) => {
    expect(await told(content)).toContain(words);
  });

  it('names a mistake, and not all that it upsets', async () => {
    const lines = Array.from(
      { length: 30 },
      (_, at) => `  g${at}:\n    name: G${at}\n    kind: topic`,
    );
    const text = `groups:\n${lines.join('\n')}\n`.replace('    name: G4\n', '\tname: G4\n');

    const message = await told(text.replace('    kind: topic\n  g21', '   kind: topic\n  g21'));

    expect(message).toContain('2 things are wrong');
    expect(message).toContain('line 15');
    expect(message).toContain('line 64');
  });

  it('does not let repeated parts grow without end', async () => {
    const levels = Array.from({ length: 9 }, (_, index) => {
      const alias = `*l${index}`;
      return `l${index + 1}: &l${index + 1} [${Array(9).fill(alias).join(', ')}]\n`;
    });

    expect(await told(`l0: &l0 [x]\n${levels.join('')}`)).toContain('repeat each other too often');
    expect(await told('a: &a [*a, *a]')).not.toBe('');
  });

  it.each(['[', '{a: ', '- '])('does not break down under a mountain of %j', async (piece) => {
    expect(await told(piece.repeat(100_000))).not.toBe('');
  });

  it('shows nothing that would move the cursor', async () => {
    const message = await told(`${start}  "a\\u001b[2Jb": 1\n  c\u001b[2J: 2\n`);

    expect(message).not.toContain('\u001b');
  });

  it('shows only the part of a long line that matters', async () => {
    const message = await told(
      `${start}plugins: { onboarding: {}, ${' '.repeat(500)}condut: {} }\n`,
    );

    expect(message).toContain('condut');
    expect(Math.max(...message.split('\n').map((line) => line.length))).toBeLessThan(150);
  });

  it('is told apart from one that is not there', async () => {
    await expect(readCommunityFile('/nowhere/community.yaml')).rejects.toMatchObject({
      code: 'config.missing',
    });
    await expect(readCommunityFile('/')).rejects.toMatchObject({ code: 'config.invalid' });
  });
});

describe('any text', () => {
  const word = fc.constantFrom(
    ...[
      'community:',
      'groups:',
      ' name: X',
      '\n',
      '\n  ',
      '\n- ',
      '\t',
      '[',
      ']',
      '{',
      '}',
      '&a',
      '*a',
    ],
    ...[
      '"',
      "'",
      '|',
      '>',
      '#',
      '!x',
      '? ',
      ': ',
      ', ',
      '---',
      '<<: ',
      'null',
      '\u0000',
      '😀',
      '\r\n',
    ],
  );
  const text = fc.oneof(
    fc.string({ unit: 'grapheme' }),
    fc.array(word, { maxLength: 40 }).map((words) => words.join('')),
  );

  it('never throws anything but an error of ours, with a message', async () => {
    const check = async (content: string): Promise<void> => {
      const file = await inspectCommunityFile(await communityFile(content)).catch((error) => error);

      if (file instanceof Error) expect(file).toBeInstanceOf(KapwaError);
      else expect(file.ok || file.problems.length > 0).toBe(true);
    };

    await fc.assert(fc.asyncProperty(text, check), { numRuns: 100 });
  });

  it('is YAML or has problems, each in a line that is there', () => {
    fc.assert(
      fc.property(text, (content) => {
        const parsed = parseYaml(content);
        const lines = content.split('\n').length;

        if (parsed.ok) return;
        for (const { line = 1, message } of parsed.problems) {
          expect(message).not.toBe('');
          expect(line).toBeLessThanOrEqual(lines);
        }
      }),
      { numRuns: 2000 },
    );
  });
});
