/** What the server grants a caller, so that nobody can hold it up. Times in ms. */
export const serverLimits = {
  /** For sending all headers: a slow sender is answered 408. */
  headersTime: 10_000,
  /** For sending the whole request, headers included. */
  requestTime: 15_000,
  /** How often slow senders are looked for. */
  checkEvery: 2_000,
  /** How long a quiet connection stays open: longer than the 60 s of most proxies in front. */
  keepAliveTime: 65_000,
  /** All headers together, in bytes. */
  headerSize: 16 * 1024,
  /** Connections at one time; more are closed at once. */
  connections: 2_000,
  /** How much of a body that is too large is read and thrown away, so that the answer arrives, in bytes. */
  thrownAway: 16 * 1024 * 1024,
  /** How long requests that are under way may take once the server stops. */
  stopTime: 10_000,
  /** How often quiet connections are closed while the server stops. */
  sweepEvery: 25,
} as const;
