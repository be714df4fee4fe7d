/** Reads a stream of bytes piece by piece, holding no more than a chunk of it. */
export class ByteReader {
  readonly #chunks: AsyncIterator<Uint8Array>;
  #chunk: Uint8Array = new Uint8Array(0);
  #at = 0;

  constructor(bytes: AsyncIterable<Uint8Array>) {
    this.#chunks = bytes[Symbol.asyncIterator]();
  }

  /** What is at hand, at least a byte; undefined at the end. Does not move on. */
  async atHand(): Promise<Uint8Array | undefined> {
    while (this.#at >= this.#chunk.length) {
      const next = await this.#chunks.next();
      if (next.done === true) return undefined;
      this.#chunk = next.value;
      this.#at = 0;
    }
    return this.#chunk.subarray(this.#at);
  }

  /** Moves on over bytes that are at hand. */
  advance(count: number): void {
    this.#at += count;
  }

  /** Up to so many bytes; fewer only where the stream ends before. */
  async upTo(count: number): Promise<Uint8Array> {
    const taken: Uint8Array[] = [];
    let left = count;
    while (left > 0) {
      const piece = (await this.atHand())?.subarray(0, left);
      if (piece === undefined) break;
      taken.push(piece);
      left -= piece.length;
      this.advance(piece.length);
    }
    return Buffer.concat(taken);
  }

  /** So many bytes; undefined where the stream ends before all of them. */
  async take(count: number): Promise<Uint8Array | undefined> {
    const taken = await this.upTo(count);
    return taken.length < count ? undefined : taken;
  }

  /** Hands on so many bytes as they come. Answers whether all of them came. */
  async *pass(count: number): AsyncGenerator<Uint8Array, boolean> {
    let left = count;
    while (left > 0) {
      const piece = (await this.atHand())?.subarray(0, left);
      if (piece === undefined) return false;
      left -= piece.length;
      this.advance(piece.length);
      yield piece;
    }
    return true;
  }

  /** Hands on nothing but zeros in place of so many bytes. Answers whether all of them came. */
  async *blank(count: number): AsyncGenerator<Uint8Array, boolean> {
    const passing = this.pass(count);
    for (;;) {
      const next = await passing.next();
      if (next.done === true) return next.value;
      yield new Uint8Array(next.value.length);
    }
  }

  /** Leaves so many bytes out. Answers whether all of them came. */
  async skip(count: number): Promise<boolean> {
    const passing = this.pass(count);
    for (;;) {
      const next = await passing.next();
      if (next.done === true) return next.value;
    }
  }

  /** Hands on everything that is left. */
  async *rest(): AsyncGenerator<Uint8Array> {
    yield* this.pass(Number.POSITIVE_INFINITY);
  }

  /** Lets the source go before its end. */
  async close(): Promise<void> {
    await this.#chunks.return?.();
  }
}

/** A whole number, the first byte weighing most. */
export function bigEndian(bytes: Uint8Array): number {
  return bytes.reduce((sum, byte) => sum * 256 + byte, 0);
}

/** A whole number, the last byte weighing most. */
export function littleEndian(bytes: Uint8Array): number {
  return bytes.reduceRight((sum, byte) => sum * 256 + byte, 0);
}

/** Bytes as the letters they stand for. */
export function letters(bytes: Uint8Array): string {
  return String.fromCharCode(...bytes);
}
