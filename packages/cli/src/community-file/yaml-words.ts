/** One mistake of form, by the name the YAML library gives it. */
export interface YamlMistake {
  readonly code: string;
  readonly message: string;
  /** The line it was found in. */
  readonly line: string;
}

const indent =
  'This line, or the one above it, is not indented like its neighbours. Settings of the same kind begin in the same column; use spaces, two for each step.';

const words: Readonly<Record<string, string>> = {
  TAB_AS_INDENT: 'There is a tab at the beginning of this line. Use spaces, two for each step.',
  BAD_INDENT: indent,
  BAD_DQ_ESCAPE:
    'A "\\" means something special between double quotes. Write it twice, or use single quotes.',
  BAD_SCALAR_START: 'A text that begins with this sign needs quotes around it.',
  BLOCK_AS_IMPLICIT_KEY:
    'There is a second colon here. Put quotes around the whole text behind the first one, and check that the next line does not begin too far to the right.',
  MULTILINE_IMPLICIT_KEY:
    'This line is not "name: value". Write a colon and a space behind the name.',
  MULTIPLE_DOCS: 'A line of "---" begins a second file here. Remove it, and keep one community.',
  KEY_OVER_1024_CHARS: 'This name is far too long. Is a line break missing?',
  MISSING_CHAR: 'Something is missing here: a closing quote, or a colon and a space behind a name.',
  BAD_ALIAS: 'A text that begins with "*" needs quotes around it.',
  TAG_RESOLVE_FAILED: 'A text that begins with "!" needs quotes around it.',
  RESOURCE_EXHAUSTION: 'This is nested far too deeply. Write it with fewer levels.',
  UNEXPECTED_TOKEN:
    'This cannot stand here. Put quotes around the text, and check that the line is indented like its neighbours.',
};

/** What the library says of unclosed brackets, quotes and so on, in words for everybody. */
const special: readonly (readonly [RegExp, string])[] = [
  [/Missing closing "quote/, 'A closing " is missing. Quotes come in pairs.'],
  [/Missing closing 'quote/, "A closing ' is missing. Quotes come in pairs."],
  [/Flow sequence .*end with a \]/, 'A list that begins with "[" must end with "]".'],
  [/Flow map .*end with a \}/, 'Settings that begin with "{" must end with "}".'],
  [/on same line with key/, 'A list begins on a line of its own, below its name.'],
];

/** Says that a line begins with spaces that are none to YAML, where it does. */
export function otherSpacesInFront(line: string): string | undefined {
  if (!/^ *[\u00a0\u2000-\u200b\u202f\u3000]/.test(line)) return undefined;
  return 'This line begins with spaces of another kind, as they come with copied text. Delete them and type spaces, two for each step.';
}

/** Says what is wrong with the form of a line, in words for people who never heard of YAML. */
export function explainYamlMistake({ code, message, line }: YamlMistake): string {
  if (/^(<{7}|={7}|>{7})/.test(line)) {
    return 'Two versions of the file were mixed here. Keep one, and remove the lines of "<<<<", "====" and ">>>>".';
  }
  const spaces = otherSpacesInFront(line);
  if (spaces !== undefined) return spaces;
  if (/[:[{,-]\s*[\u201c-\u201f\u2018-\u201b]/.test(line) && code !== 'TAB_AS_INDENT') {
    return 'The quotes in this line are curly ones, as word processors make them. Type straight ones: ".';
  }
  if (/^\s*(- )?[\w-]+:[^\s/]/.test(line) && code !== 'TAB_AS_INDENT') {
    return 'A space is missing behind the colon.';
  }
  const known = special.find(([pattern]) => pattern.test(message))?.[1] ?? words[code];
  return known ?? `This cannot be read: ${message.split('\n', 1)[0]}.`;
}
