import { createRequire, syncBuiltinESMExports } from 'node:module';
import { basename } from 'node:path';
import { createFragileDisk, type FragileDisk } from '@kapwa/testing';

type Promises = typeof import('node:fs/promises');

/** The program's own file functions, as lowdb's `JSONFile` finds them; here they lead to the model. */
async function onDisk<Answer>(disk: FragileDisk, work: () => Promise<Answer>): Promise<Answer> {
  const promises: Promises = createRequire(import.meta.url)('node:fs/promises');
  const { writeFile, rename } = promises;
  promises.writeFile = (async (path: unknown, data: unknown) => {
    const file = await disk.port.open(basename(String(path)), 0);
    file.append(Buffer.from(String(data)));
  }) as Promises['writeFile'];
  promises.rename = (from, to) => disk.port.rename(String(from), String(to));
  syncBuiltinESMExports();
  try {
    return await work();
  } finally {
    Object.assign(promises, { writeFile, rename });
    syncBuiltinESMExports();
  }
}

/** How often stock lowdb, on the same disk and in the same way, lost what it had acknowledged. */
export async function lowdbLosses(
  states: number,
  random: () => number,
): Promise<{ readonly states: number; readonly lost: number }> {
  const disk = createFragileDisk();
  const saved: { readonly step: number; readonly round: number }[] = [];
  await onDisk(disk, async () => {
    const { JSONFile } = await import('lowdb/node');
    const file = new JSONFile<{ round: number; filler: string }>('db.json');
    for (let round = 1; round <= 40; round += 1) {
      await file.write({ round, filler: 'x'.repeat(900) });
      saved.push({ step: disk.steps(), round });
    }
  });
  let lost = 0;
  for (let state = 0; state < states; state += 1) {
    const step = 1 + (state % disk.steps());
    const wanted = saved.findLast((one) => one.step <= step)?.round ?? 0;
    const bytes = disk.afterPowerCut(step, random).files.get('db.json');
    if (roundIn(bytes) < wanted) lost += 1;
  }
  return { states, lost };
}

/** What a reader finds: 0 where there is no file, or one that cannot be read. */
function roundIn(bytes: Buffer | undefined): number {
  try {
    return Number(JSON.parse(String(bytes)).round);
  } catch {
    return 0;
  }
}
