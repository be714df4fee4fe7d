/** One part of a form. */
export interface FormPart {
  readonly name: string;
  /** Whether it is a file. */
  readonly isFile: boolean;
  readonly body: Buffer;
}

const BREAK = Buffer.from('\r\n\r\n');

function readPart(raw: Buffer): FormPart | undefined {
  const end = raw.indexOf(BREAK);
  if (end < 0) return undefined;
  const head = raw.subarray(0, end).toString('utf8');
  const name = /[;\s]name="?([^";\r\n]+)"?/i.exec(head)?.[1];
  if (name === undefined) return undefined;
  // What belongs to the border stands behind the body.
  const body = raw.subarray(end + BREAK.length, raw.length - 2);
  return { name, isFile: /[;\s]filename="?/i.test(head), body };
}

/**
 * The parts of a `multipart/form-data` body. By hand, as what reads forms in Node refuses some that
 * the Bot API takes, such as those without a space behind `form-data;`.
 */
export function readMultipart(body: Buffer, contentType: string): readonly FormPart[] {
  const boundary = /boundary="?([^";]+)"?/i.exec(contentType)?.[1] ?? '';
  const border = Buffer.from(`--${boundary}`);
  const parts: FormPart[] = [];
  for (let start = body.indexOf(border); start >= 0; ) {
    const next = body.indexOf(border, start + border.length);
    if (next < 0) break;
    const part = readPart(body.subarray(start + border.length + 2, next));
    if (part !== undefined) parts.push(part);
    start = next;
  }
  return parts;
}
