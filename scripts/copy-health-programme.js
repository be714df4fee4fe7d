/**
 * Puts the health programme into the built command, for `--demo` and `rehearse` without a
 * `community.yaml`: installed from npm there is no `examples` beside it. Run in `packages/cli`.
 */
import { cpSync, mkdirSync } from 'node:fs';

mkdirSync('dist/health-groups', { recursive: true });
for (const file of ['community.yaml', 'scene.jsonl']) {
  cpSync(`../../examples/health-groups/${file}`, `dist/health-groups/${file}`);
}
