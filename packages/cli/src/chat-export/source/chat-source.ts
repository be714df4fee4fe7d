/** Where the text of a chat comes from; it can be opened more than once. */
export interface ChatSource {
  /** What to call it in a message to the user. */
  readonly label: string;
  /** The file name that may hold the group's name. */
  readonly fileName: string;
  /** The folder the file lies in, which for an unpacked archive may hold the name instead. */
  readonly folder: string;
  /** Size of the text in bytes, unpacked. */
  readonly bytes: number;
  /** Streams the bytes from the start; leaving the loop early closes what was opened. */
  open(): AsyncIterable<Uint8Array>;
}
