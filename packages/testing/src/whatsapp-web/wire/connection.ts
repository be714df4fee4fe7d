import { type BinaryNode, decodeBinaryNode, encodeBinaryNode, NOISE_WA_HEADER } from 'baileys';
import type { WebSocket } from 'ws';
import { createNoiseResponder, type Handshaken } from './noise-responder.js';
import type { ServerCertificate } from './root-certificate.js';

/** One client's connection, once the handshake is done. */
export interface Connection {
  readonly clientKey: Buffer;
  readonly payload: Handshaken['payload'];
  readonly isOpen: boolean;
  send(stanza: BinaryNode): void;
  /** Cuts the line, as when a network goes away: no goodbye. */
  cut(): void;
  /** From now on nothing is answered and nothing taken, though the line stands. */
  stall(): void;
}

/** Who is told what comes over a connection. */
export interface ConnectionEvents {
  /** The handshake is done; what it returns takes every node from then on. */
  opened(connection: Connection): (stanza: BinaryNode) => void;
  closed(connection: Connection): void;
  /** A node was understood, and what was done about it failed: a mistake of the server's. */
  failed(error: unknown): void;
}

function frame(bytes: Uint8Array): Buffer {
  const length = Buffer.alloc(3);
  length.writeUIntBE(bytes.length, 0, 3);
  return Buffer.concat([length, bytes]);
}

/** Cuts a byte stream into frames, each after 3 bytes of length, once the header has come. */
function createFrames() {
  let bytes: Buffer = Buffer.alloc(0);
  let isHeaderSeen = false;
  return function* take(data: Buffer): Generator<Buffer> {
    bytes = Buffer.concat([bytes, data]);
    if (!isHeaderSeen) {
      if (bytes.length < NOISE_WA_HEADER.length) return;
      bytes = bytes.subarray(NOISE_WA_HEADER.length);
      isHeaderSeen = true;
    }
    while (bytes.length >= 3) {
      const end = 3 + bytes.readUIntBE(0, 3);
      if (bytes.length < end) return;
      const next = bytes.subarray(3, end);
      bytes = bytes.subarray(end);
      yield next;
    }
  };
}

/** What is done with each frame: first the two steps of the handshake, then nodes. */
function createConversation(
  socket: WebSocket,
  certificate: ServerCertificate,
  events: ConnectionEvents,
) {
  const responder = createNoiseResponder(certificate);
  let isGreeted = false;
  let isStalled = false;
  let established: { readonly agreed: Handshaken; readonly connection: Connection } | undefined;
  let take: ((stanza: BinaryNode) => void) | undefined;

  function establish(agreed: Handshaken): void {
    const connection: Connection = {
      clientKey: agreed.clientKey,
      payload: agreed.payload,
      get isOpen() {
        return !isStalled && socket.readyState === socket.OPEN;
      },
      send(stanza) {
        if (connection.isOpen) socket.send(frame(agreed.seal(encodeBinaryNode(stanza))));
      },
      cut: () => socket.terminate(),
      stall() {
        isStalled = true;
      },
    };
    established = { agreed, connection };
    take = events.opened(connection);
  }

  return {
    async frame(bytes: Buffer) {
      if (isStalled) return;
      if (established) {
        const stanza = await decodeBinaryNode(established.agreed.open(bytes));
        try {
          take?.(stanza);
        } catch (error) {
          events.failed(error);
        }
      } else if (isGreeted) {
        establish(responder.finish(bytes));
      } else {
        isGreeted = true;
        socket.send(frame(responder.hello(bytes)));
      }
    },
    closed() {
      if (established) events.closed(established.connection);
    },
  };
}

/** Answers one client: handshake, then nodes in both directions, in the order in which they come. */
export function serveConnection(
  socket: WebSocket,
  certificate: ServerCertificate,
  events: ConnectionEvents,
): void {
  const conversation = createConversation(socket, certificate, events);
  const frames = createFrames();
  let turn: Promise<void> = Promise.resolve();
  socket.on('message', (data: Buffer) => {
    for (const bytes of frames(data)) {
      turn = turn
        .then(() => conversation.frame(bytes))
        // A client that speaks nonsense is hung up on.
        .catch(() => socket.terminate());
    }
  });
  socket.on('close', () => conversation.closed());
  socket.on('error', () => socket.terminate());
}
