import type { IncomingMessage } from 'node:http';
import { apiSchema } from './api-schema.js';
import { readMultipart } from './read-form.js';
import type { Json } from './state.js';

/** A field of a form is text: numbers, flags and objects are written as JSON. */
function fromText(method: string, name: string, text: string): unknown {
  const types = (apiSchema.methods[method]?.[name] ?? 'String').replace('!', '').split('|');
  if (types.every((type) => type === 'String' || type === 'InputFile')) return text;
  if (/^-?\d+$/.test(text) && types.includes('Integer')) return Number(text);
  if (types.includes('Boolean')) return text === 'true' || text === 'True' || text === '1';
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

function readForm(body: Buffer, type: string, method: string): Json {
  if (type.startsWith('application/x-www-form-urlencoded')) {
    const fields = [...new URLSearchParams(body.toString('utf8'))];
    return Object.fromEntries(fields.map(([name, value]) => [name, fromText(method, name, value)]));
  }
  const parts = readMultipart(body, type);
  const files = new Map(
    parts.filter(({ isFile }) => isFile).map((part) => [part.name, new Uint8Array(part.body)]),
  );
  const fields = parts.filter(({ name, isFile }) => !isFile || apiSchema.methods[method]?.[name]);
  return Object.fromEntries(
    fields.map(({ name, isFile, body: value }) => {
      if (isFile) return [name, files.get(name)];
      const text = value.toString('utf8');
      const attached = /^attach:\/\/(.+)$/.exec(text)?.[1];
      return [name, files.get(attached ?? '') ?? fromText(method, name, text)];
    }),
  );
}

/** Reads what a call brings, in each of the ways the Bot API takes it; undefined for no JSON. */
export async function readParams(
  request: IncomingMessage,
  method: string,
): Promise<Json | undefined> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of request) chunks.push(chunk);
  const body = Buffer.concat(chunks);
  const type = request.headers['content-type'] ?? '';
  const query = new URL(request.url ?? '/', 'http://localhost').searchParams;
  const inAddress = Object.fromEntries(
    [...query].map(([name, value]) => [name, fromText(method, name, value)]),
  );
  if (body.length === 0) return inAddress;
  if (/^(multipart\/form-data|application\/x-www-form-urlencoded)/.test(type)) {
    return { ...inAddress, ...readForm(body, type, method) };
  }
  try {
    return { ...inAddress, ...JSON.parse(body.toString('utf8')) };
  } catch {
    return undefined;
  }
}
