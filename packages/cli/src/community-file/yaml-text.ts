import type { Document, LineCounter } from 'yaml';

/** A YAML text as read: what it says, and where. */
export interface YamlText {
  readonly text: string;
  readonly document: Document;
  readonly lines: LineCounter;
}
