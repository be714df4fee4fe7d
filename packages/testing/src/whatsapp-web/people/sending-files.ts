import type { WhatsAppPerson } from '../api.js';
import { sealMedia } from '../media/sealed-media.js';
import { contextOf } from './compose.js';
import { contextFor, destinationOf, send, type Writer } from './writer.js';

/** How people send files. */
export type SendingFiles = Pick<WhatsAppPerson, 'sends'>;

/** How this person sends files: sealed, uploaded, then told of in a message. */
export function sendingFilesOf(writer: Writer): SendingFiles {
  const { media, network } = writer;
  return {
    sends(where, { kind, bytes, mimetype, caption, fileName }, saying = {}) {
      const to = destinationOf(writer, where);
      const { bytes: sealed, ...about } = sealMedia(bytes, kind);
      const contextInfo = contextOf(contextFor(writer, to, saying));
      const file = {
        ...about,
        url: `http://${media.host}${media.put(sealed)}`,
        mimetype,
        mediaKeyTimestamp: Math.floor(network.clock.now() / 1000),
        ...(caption !== undefined && { caption }),
        ...(fileName !== undefined && { fileName }),
        ...(contextInfo && { contextInfo }),
      };
      return send(writer, to, { [`${kind}Message`]: file }, saying);
    },
  };
}
