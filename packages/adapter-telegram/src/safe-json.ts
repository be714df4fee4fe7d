import { limits } from './limits.js';

const DANGEROUS = new Set(['__proto__', 'constructor', 'prototype']);

function isSafe(value: unknown, depth: number): boolean {
  if (typeof value !== 'object' || value === null) return true;
  if (depth > limits.webhookDepth) return false;
  if (Array.isArray(value)) return value.every((item) => isSafe(item, depth + 1));
  return Object.entries(value).every(
    ([key, item]) => !DANGEROUS.has(key) && isSafe(item, depth + 1),
  );
}

/** Whether brackets nest no deeper than allowed; looked at before anything is built from them. */
function isShallow(text: string): boolean {
  let depth = 0;
  let inString = false;
  for (let index = 0; index < text.length; index += 1) {
    const character = text[index];
    if (inString) {
      if (character === '\\') index += 1;
      else if (character === '"') inString = false;
    } else if (character === '"') inString = true;
    else if (character === '{' || character === '[') depth += 1;
    else if (character === '}' || character === ']') depth -= 1;
    if (depth > limits.webhookDepth) return false;
  }
  return true;
}

/** JSON that a stranger may have written; undefined for none, and for what could do harm. */
export function readJson(bytes: Uint8Array): unknown {
  const text = Buffer.from(bytes).toString('utf8');
  if (!isShallow(text)) return undefined;
  try {
    const value: unknown = JSON.parse(text);
    return isSafe(value, 0) ? value : undefined;
  } catch {
    return undefined;
  }
}
