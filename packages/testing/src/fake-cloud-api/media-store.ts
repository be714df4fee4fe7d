import { createHash, randomInt } from 'node:crypto';
import { type GraphError, graphError } from './graph-error.js';

/** A file at Meta. */
export interface FakeFile {
  readonly mimeType: string;
  readonly bytes: Uint8Array;
  readonly filename?: string;
}

/** What is answered to a request about media. */
export type MediaAnswer = { readonly body: unknown } | { readonly error: GraphError };

/** Keeps media, and says for five minutes where they are. */
export interface MediaStore {
  /** What a phone or the business has sent; answers with the id. */
  put(file: FakeFile): string;
  /** Why it is not taken, or the id of what was. */
  take(form: FormData): Promise<MediaAnswer>;
  /** Where the media are, below this address. */
  describe(id: string, address: string): MediaAnswer;
  /** The file at an address that was given out before; undefined once that is too long ago. */
  open(key: string): FakeFile | undefined;
  file(id: string): FakeFile | undefined;
  /** Forgets media, as Meta does after a while. */
  forget(id: string): void;
}

/** How long an address holds, ms; the reference of the Cloud API says five minutes. */
const HOLDS = 5 * 60_000;

/** The largest of each type of media, bytes, as the reference of the Cloud API says (v26.0). */
const most: Readonly<Record<string, number>> = {
  'image/jpeg': 5,
  'image/png': 5,
  'video/mp4': 16,
  'video/3gpp': 16,
  'audio/aac': 16,
  'audio/amr': 16,
  'audio/mpeg': 16,
  'audio/mp4': 16,
  'audio/ogg': 16,
  'text/plain': 100,
  'application/pdf': 100,
};

const noMedia: GraphError = {
  status: 400,
  code: 100,
  subcode: 33,
  message: 'Unsupported get request. The object does not exist',
};

async function fileIn(form: FormData): Promise<FakeFile | string> {
  const file = form.get('file');
  const type = form.get('type');
  if (form.get('messaging_product') !== 'whatsapp') return 'Param messaging_product is required';
  if (!(file instanceof File) || typeof type !== 'string')
    return 'Params file and type are required';
  const megabytes = most[type];
  if (megabytes === undefined) return `Param file must be a file with one of the known types`;
  if (file.size > megabytes * 1024 * 1024) return 'The file is too large';
  const bytes = new Uint8Array(await file.arrayBuffer());
  return { mimeType: type, bytes, filename: file.name };
}

/** Makes a place for media that goes by this time. */
export function createMediaStore(now: () => number): MediaStore {
  const files = new Map<string, FakeFile>();
  const addresses = new Map<string, { readonly id: string; readonly until: number }>();
  const number = (): string => String(randomInt(2 ** 47, 2 ** 48 - 1));
  const put = (file: FakeFile): string => {
    const id = number();
    files.set(id, file);
    return id;
  };
  return {
    put,
    async take(form) {
      const file = await fileIn(form);
      return typeof file === 'string'
        ? { error: graphError(100, file) }
        : { body: { id: put(file) } };
    },
    describe(id, address) {
      const file = files.get(id);
      if (file === undefined) return { error: noMedia };
      const key = number();
      addresses.set(key, { id, until: now() + HOLDS });
      const sha256 = createHash('sha256').update(file.bytes).digest('hex');
      const url = `${address}/whatsapp_business/attachments/?mid=${key}`;
      const about = { mime_type: file.mimeType, sha256, file_size: String(file.bytes.length) };
      return { body: { messaging_product: 'whatsapp', url, ...about, id } };
    },
    open(key) {
      const found = addresses.get(key);
      return found === undefined || found.until <= now() ? undefined : files.get(found.id);
    },
    file: (id) => files.get(id),
    forget: (id) => void files.delete(id),
  };
}
