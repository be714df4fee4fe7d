/** Something that could not be read back. */
export interface Loss {
  /** The name of the file. */
  readonly file: string;
  /** The first byte of it. */
  readonly at: number;
  readonly what: string;
}
