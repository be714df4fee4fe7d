import type { BinaryNode } from 'baileys';

/** The attributes of a node as they are written down: what is undefined is left out. */
export type Attributes = Readonly<Record<string, string | undefined>>;

/** A node of WhatsApp's binary protocol. */
export function node(
  tag: string,
  attributes: Attributes = {},
  content?: BinaryNode['content'],
): BinaryNode {
  const attrs: Record<string, string> = {};
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== undefined) attrs[name] = value;
  }
  return content === undefined ? { tag, attrs } : { tag, attrs, content };
}

/** The nodes inside this one; none when it holds text or bytes. */
export function childrenOf(parent: BinaryNode | undefined, tag?: string): readonly BinaryNode[] {
  const content = parent?.content;
  if (!Array.isArray(content)) return [];
  return tag === undefined ? content : content.filter((child) => child.tag === tag);
}

/** The first node inside this one, with this tag if one is given. */
export function childOf(parent: BinaryNode | undefined, tag?: string): BinaryNode | undefined {
  return childrenOf(parent, tag)[0];
}

/** The bytes a node holds; none when it holds nodes. */
export function bytesOf(holder: BinaryNode | undefined): Buffer {
  const content = holder?.content;
  if (content instanceof Uint8Array) return Buffer.from(content);
  return Buffer.from(typeof content === 'string' ? content : '');
}

/** The text a node holds. */
export function textOf(holder: BinaryNode | undefined): string {
  return bytesOf(holder).toString('utf8');
}

/** A number as WhatsApp writes it into key bundles: big-endian. */
export function bigEndian(value: number, length: number): Buffer {
  const bytes = Buffer.alloc(length);
  bytes.writeUIntBE(value, 0, length);
  return bytes;
}
