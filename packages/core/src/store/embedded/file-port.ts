/** A file that is only added to. */
export interface OpenFile {
  /**
   * Adds to the end. Throws where not all of it could be written: the end is unknown then. The bytes
   * are the caller's again afterwards.
   */
  append(bytes: Uint8Array): void;
  /**
   * Makes place for so many bytes after the end, with zeros: what is added there later is synced in
   * about half the time, for the disk has nothing but the bytes themselves to note. The end stays
   * where it is. Throws where there is no room: fewer zeros may stand there then.
   */
  reserve(bytes: number): void;
  /** Resolves when everything that was added is on the disk, through a power cut. */
  sync(): Promise<void>;
  close(): void;
}

/**
 * What the embedded store needs of a file system, and all it uses: small enough for a test to stand
 * in for a disk that fails, fills up or loses its power.
 */
export interface FilePort {
  /** Makes the folder, or takes it as it is, for this user alone. */
  prepare(folder: string): Promise<void>;
  /** Keeps every other process out; raises `store.in-use`. Answers with what lets them in again. */
  claim(folder: string): Promise<() => Promise<void>>;
  names(folder: string): Promise<readonly string[]>;
  /** The whole file; undefined where there is none. */
  read(path: string): Promise<Buffer | undefined>;
  /**
   * Opens a file, made where there is none, for this user alone; what is beyond `keep` bytes is cut
   * off, and so is what was reserved.
   */
  open(path: string, keep: number): Promise<OpenFile>;
  /** Gives a file another name, in the place of any file that has it. */
  rename(from: string, to: string): Promise<void>;
  remove(path: string): Promise<void>;
  /** Resolves when names that were made, changed or removed are on the disk. */
  syncFolder(folder: string): Promise<void>;
}
