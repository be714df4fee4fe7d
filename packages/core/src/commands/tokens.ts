import type { AccountRef } from '../events/event.js';
import { once } from '../once.js';

/** One word behind a command, or one mention, however many words its name has. */
export interface Token {
  readonly text: string;
  /** Where it begins in what was written. */
  readonly start: number;
  /** Which of the mentioned accounts it stands for. */
  readonly mention?: number;
}

const letter = once(() => /[\p{L}\p{N}\p{M}_]/u);
const unseen = once(() => /[\s\p{Cf}]/u);

/** What may stand behind the `@` of an account: its name, its id, and that without the host. */
function spellings({ id, name, aliases = [] }: AccountRef): readonly string[] {
  const ids = [id, ...aliases].flatMap((one) => [one, one.replace(/@.*$/s, '')]);
  return [...(name === undefined ? [] : [name]), ...ids].filter((one) => one !== '');
}

/** The longest mention that is written behind the `@` at this place. */
function mentionAt(
  text: string,
  at: number,
  mentions: readonly AccountRef[],
): { readonly mention: number; readonly end: number } | undefined {
  let best: { mention: number; end: number } | undefined;
  for (const [mention, account] of mentions.entries()) {
    for (const spelling of spellings(account)) {
      const end = at + 1 + spelling.length;
      const same = text.slice(at + 1, end).toLowerCase() === spelling.toLowerCase();
      if (!same || letter().test(text.charAt(end))) continue;
      if (best === undefined || end > best.end) best = { mention, end };
    }
  }
  return best;
}

const word = /\S+/y;

/**
 * Takes what stands behind a command apart: words, and mentions as one token each. A mention whose
 * spelling the platform did not tell is the next one that nothing else stands for.
 */
export function tokensOf(text: string, mentions: readonly AccountRef[]): readonly Token[] {
  const tokens: Token[] = [];
  for (let at = 0; at < text.length; ) {
    if (unseen().test(text.charAt(at))) {
      at += 1;
      continue;
    }
    const named = text.charAt(at) === '@' ? mentionAt(text, at, mentions) : undefined;
    word.lastIndex = at;
    const end = named?.end ?? at + (word.exec(text)?.[0].length ?? 1);
    const token = { text: text.slice(at, end), start: at };
    tokens.push(named === undefined ? token : { ...token, mention: named.mention });
    at = end;
  }
  return withUnspelled(tokens, mentions.length);
}

function withUnspelled(tokens: readonly Token[], mentions: number): readonly Token[] {
  const spelled = new Set(tokens.map(({ mention }) => mention));
  const left = Array.from({ length: mentions }, (_, mention) => mention).filter(
    (mention) => !spelled.has(mention),
  );
  return tokens.map((token) => {
    if (token.mention !== undefined || !/^@./u.test(token.text)) return token;
    const mention = left.shift();
    return mention === undefined ? token : { ...token, mention };
  });
}
