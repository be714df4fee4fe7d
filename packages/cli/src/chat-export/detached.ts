/**
 * A copy of a text that was cut out of a larger one. The engine keeps the whole block of the file
 * alive for as long as a piece of it is remembered; a copy lets go of it.
 */
export function detached(text: string): string {
  return Buffer.from(text, 'utf8').toString('utf8');
}
