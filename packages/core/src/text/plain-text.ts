import type { Part, Text } from './text.js';

function plainPart(part: Part): string {
  switch (part.kind) {
    case 'plain':
      return part.text;
    case 'mention':
      return `@${part.name}`;
    case 'link':
      return part.label === undefined ? part.url : `${part.label} (${part.url})`;
    case 'emphasis':
      return plainText(part.parts);
  }
}

/** The text as a reader without any formatting would see it: for terminals, transcripts and tests. */
export function plainText(text: Text): string {
  return text.map(plainPart).join('');
}
