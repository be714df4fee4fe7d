import { deflateRawSync } from 'node:zlib';

/** One file of an archive made for a test. */
export interface ZippedFile {
  readonly name: string;
  readonly content: string | Uint8Array;
  /** Claims a password without having one. */
  readonly encrypted?: boolean;
  /** Claims another unpacked size than the true one. */
  readonly claims?: number;
}

/** A small archive, made by hand so that it can also be a wrong one. */
export function zipOf(files: readonly ZippedFile[]): Buffer {
  const bodies: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const file of files) {
    const name = Buffer.from(file.name, 'utf8');
    const content = Buffer.from(file.content);
    const packed = deflateRawSync(content);
    const fields = common(file, content, packed, name.length);
    const local = Buffer.concat([Buffer.from('PK\x03\x04', 'latin1'), fields, name, packed]);
    directory.push(centralRecord(fields, name, offset));
    bodies.push(local);
    offset += local.length;
  }
  const central = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.write('PK\x05\x06', 'latin1');
  end.writeUInt16LE(files.length, 8);
  end.writeUInt16LE(files.length, 10);
  end.writeUInt32LE(central.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...bodies, central, end]);
}

/** The 26 bytes both records of a file share. */
function common(file: ZippedFile, content: Buffer, packed: Buffer, nameLength: number): Buffer {
  const fields = Buffer.alloc(26);
  fields.writeUInt16LE(20, 0);
  fields.writeUInt16LE(0x0800 | (file.encrypted ? 1 : 0), 2);
  fields.writeUInt16LE(8, 4);
  fields.writeUInt32LE(crc32(content), 10);
  fields.writeUInt32LE(packed.length, 14);
  fields.writeUInt32LE(file.claims ?? content.length, 18);
  fields.writeUInt16LE(nameLength, 22);
  return fields;
}

function centralRecord(fields: Buffer, name: Buffer, offset: number): Buffer {
  const head = Buffer.from('PK\x01\x02\x14\x00', 'latin1');
  const tail = Buffer.alloc(14);
  tail.writeUInt32LE(offset, 10);
  return Buffer.concat([head, fields, tail, name]);
}

function crc32(bytes: Uint8Array): number {
  let crc = 0xffffffff;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit += 1) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
  }
  return (crc ^ 0xffffffff) >>> 0;
}
