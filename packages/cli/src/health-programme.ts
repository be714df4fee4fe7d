import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/**
 * The folder of the health programme that comes with the command: `examples` in a clone, beside the
 * built files in a package. A clone that is built has both, and only the first is edited.
 */
export function healthProgramme(): string {
  const inClone = new URL('../../../examples/health-groups/', import.meta.url);
  const packed = new URL('./health-groups/', import.meta.url);
  return fileURLToPath(existsSync(new URL('community.yaml', inClone)) ? inClone : packed);
}
