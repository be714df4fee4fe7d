import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

/** Locale files for so many plugins, one command word each, with a plural message. */
export function writePluginTexts(count) {
  const folder = mkdtempSync(join(tmpdir(), 'kapwa-bench-'));
  mkdirSync(join(folder, 'en'));
  for (let n = 0; n < count; n += 1) {
    const texts = {
      words: `cmd${n}`,
      done_one: '{{name}} has {{count}} report left.',
      done_other: '{{name}} has {{count}} reports left.',
    };
    writeFileSync(join(folder, 'en', `plugin-${n}.json`), JSON.stringify(texts));
  }
  return {
    url: pathToFileURL(`${folder}/`),
    remove: () => rmSync(folder, { recursive: true }),
  };
}
