import { chatNameIn } from '../chat-name.js';

/** What the directory of an archive says about one file in it. */
export interface ZipListing {
  readonly name: string;
  readonly bytes: number;
  readonly encrypted: boolean;
  readonly offset: number;
}

/** The one file of an archive that holds the chat. */
export type PickedEntry = ZipListing;

/**
 * The chat text in an archive: `_chat.txt` (iOS), a text named like an export (Android), or the
 * only text there is. `why` says, and lists, what was found instead.
 */
export function pickChat(listing: readonly ZipListing[]): PickedEntry | { readonly why: string } {
  const files = listing.filter(({ name }) => !name.endsWith('/') && !name.startsWith('__MACOSX/'));
  const best = Math.max(0, ...files.map(({ name }) => rank(name)));
  const candidates = best === 0 ? [] : files.filter(({ name }) => rank(name) === best);
  const [picked, another] = candidates;
  if (picked === undefined) {
    return { why: `the archive holds no chat text (.txt). ${found(files)}` };
  }
  if (another !== undefined) {
    return {
      why: `the archive holds several texts. ${found(candidates)} Unpack it and give one of them.`,
    };
  }
  if (picked.encrypted) {
    return {
      why: `"${picked.name}" in the archive is locked with a password. Unpack it and give the .txt.`,
    };
  }
  return picked;
}

function rank(name: string): number {
  const base = name.slice(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1);
  if (!/\.txt$/i.test(base) || base.startsWith('._')) return 0;
  if (base === '_chat.txt') return 3;
  return chatNameIn(base) === undefined ? 1 : 2;
}

function found(files: readonly ZipListing[]): string {
  if (files.length === 0) return 'It is empty.';
  const shown = files.slice(0, 5).map(({ name }) => `"${name}"`);
  const more = files.length > shown.length ? ` and ${files.length - shown.length} more` : '';
  return `Found: ${shown.join(', ')}${more}.`;
}
