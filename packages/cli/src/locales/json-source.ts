/** A text of a JSON file and where it stands. */
interface JsonText {
  readonly text: string;
  /** From 1. */
  readonly line: number;
}

/** What else than a text stands somewhere. */
interface JsonOther {
  readonly is: 'group' | 'list' | 'number' | 'true or false' | 'null';
  readonly line: number;
}

/** A JSON file of texts, keys flat with dots, in the order in which they are written. */
export interface JsonSource {
  readonly texts: ReadonlyMap<string, JsonText>;
  /** Groups and everything that is no text, by their keys. */
  readonly others: ReadonlyMap<string, JsonOther>;
  /** Names written twice in one place: JSON itself silently takes the last. */
  readonly duplicates: readonly { readonly key: string; readonly line: number }[];
}

/** Why a file is no JSON. */
export interface NoJson {
  readonly why: string;
  readonly line: number;
}

interface Open {
  readonly kind: 'group' | 'list';
  readonly path: string;
  readonly names: Set<string>;
  /** The name whose value comes next. */
  name: string | undefined;
}

const token = /"(?:[^"\\]|\\.)*"|[{}[\],:]|[^\s{}[\],:"]+/g;

/** Reads strict JSON with the line of everything in it. */
export function readJsonSource(content: string): JsonSource | NoJson {
  if (content.startsWith('\ufeff')) {
    return {
      why: 'the file begins with an invisible mark (BOM); save it as UTF-8 without',
      line: 1,
    };
  }
  try {
    const value: unknown = JSON.parse(content);
    if (typeof value !== 'object' || value === null || Array.isArray(value)) {
      return { why: 'the file has to be texts by their keys, between { and }', line: 1 };
    }
  } catch (error) {
    return noJson(content, error instanceof Error ? error.message : String(error));
  }
  return collect(content);
}

function noJson(content: string, message: string): NoJson {
  const [, position] = /position (\d+)/.exec(message) ?? [];
  const at = position === undefined ? content.length : Number(position);
  return { why: message.replaceAll(/\s+/g, ' '), line: lineAt(content, at) };
}

function lineAt(content: string, offset: number): number {
  return content.slice(0, offset).split('\n').length;
}

/** Walks over text that is known to be JSON. */
function collect(content: string): JsonSource {
  const texts = new Map<string, JsonText>();
  const others = new Map<string, JsonOther>();
  const duplicates: { key: string; line: number }[] = [];
  const open: Open[] = [];
  let line = 1;
  let end = 0;

  const value = (written: string): void => {
    const inside = open.at(-1);
    if (inside === undefined || inside.kind === 'list') return;
    const key = join(inside.path, inside.name ?? '');
    if (written.startsWith('"')) texts.set(key, { text: JSON.parse(written), line });
    else others.set(key, { is: kindOf(written), line });
  };

  for (const match of content.matchAll(token)) {
    line += content.slice(end, match.index).split('\n').length - 1;
    end = match.index;
    const [written] = match;
    const inside = open.at(-1);
    if (written === '{' || written === '[') {
      value(written);
      const path = inside === undefined ? '' : join(inside.path, inside.name ?? '');
      const kind = written === '{' ? 'group' : 'list';
      open.push({ kind, path, names: new Set(), name: undefined });
    } else if (written === '}' || written === ']') {
      open.pop();
    } else if (written === ',') {
      if (inside !== undefined) inside.name = undefined;
    } else if (written !== ':') {
      if (inside?.kind === 'group' && inside.name === undefined) {
        inside.name = JSON.parse(written);
        const key = join(inside.path, inside.name ?? '');
        if (inside.names.has(inside.name ?? '')) duplicates.push({ key, line });
        inside.names.add(inside.name ?? '');
      } else value(written);
    }
  }
  return { texts, others, duplicates };
}

function join(path: string, name: string): string {
  return path === '' ? name : `${path}.${name}`;
}

function kindOf(written: string): JsonOther['is'] {
  if (written === '{') return 'group';
  if (written === '[') return 'list';
  if (written === 'null') return 'null';
  return written === 'true' || written === 'false' ? 'true or false' : 'number';
}
