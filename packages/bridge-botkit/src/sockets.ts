/** What of the web adapter's WebSocket server is used. */
interface Sockets {
  readonly clients?: Iterable<{ terminate(): void }>;
  close(done: () => void): void;
}

function socketsOf(adapter: object): Sockets | undefined {
  const { wss } = adapter as { readonly wss?: unknown };
  const isServer = typeof (wss as Partial<Sockets> | undefined)?.close === 'function';
  return isServer ? (wss as Sockets) : undefined;
}

/** Ends the connections an adapter has opened to pages; the server itself stays open. */
export async function closeSockets(adapter: object): Promise<void> {
  const sockets = socketsOf(adapter);
  if (sockets === undefined) return;
  for (const client of sockets.clients ?? []) client.terminate();
  await new Promise<void>((resolve) => {
    sockets.close(() => resolve());
  });
}
