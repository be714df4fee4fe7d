/** A template in one language, as Meta has approved it; `{{1}}` is a place. */
export interface FakeTemplateText {
  /** Words with at most one place, or what kind of file stands above. */
  readonly header?: string | { readonly file: 'image' | 'video' | 'document' };
  readonly body: string;
  readonly buttons?: readonly FakeTemplateButton[];
}

/** A button: one that is tapped as an answer, or one that opens an address, perhaps with `{{1}}` at its end. */
export type FakeTemplateButton =
  | { readonly reply: string }
  | { readonly label: string; readonly url: string };

/** What arrives of a template. */
export interface FilledTemplateText {
  readonly words: string;
  /** The buttons that are tapped as an answer, with what a tap brings back. */
  readonly replies: readonly { readonly id: string; readonly title: string }[];
  /** Where the other buttons lead. */
  readonly links: readonly string[];
  /** The id of the media above it. */
  readonly media?: string;
}
