import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/**
 * The folder of the health programme that comes with the command: beside the built files in a
 * package, in `examples` in a clone.
 */
export function healthProgramme(): string {
  const packed = new URL('./health-groups/', import.meta.url);
  const inClone = new URL('../../../examples/health-groups/', import.meta.url);
  return fileURLToPath(existsSync(packed) ? packed : inClone);
}
