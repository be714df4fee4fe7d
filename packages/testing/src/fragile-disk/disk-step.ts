/** One thing a program asked of the disk, in the order in which it asked. */
export type DiskStep =
  | { readonly op: 'create'; readonly name: string; readonly file: number }
  | { readonly op: 'append'; readonly file: number; readonly bytes: Buffer }
  | { readonly op: 'cut'; readonly file: number; readonly keep: number }
  /** Everything asked of the file before is on the disk. */
  | { readonly op: 'sync'; readonly file: number }
  | { readonly op: 'rename'; readonly from: string; readonly to: string }
  | { readonly op: 'remove'; readonly name: string }
  /** Every name is on the disk as it stands. */
  | { readonly op: 'sync-folder' };

type NameStep = Extract<DiskStep, { op: 'create' | 'rename' | 'remove' }>;
type DataStep = Extract<DiskStep, { op: 'append' | 'cut' }>;

/** Files by name, as a program would read them. */
export type DiskFiles = Map<string, Buffer>;

interface Contents {
  durable: Buffer;
  pending: DataStep[];
}

function withStep(content: Buffer, step: DataStep): Buffer {
  return step.op === 'append'
    ? Buffer.concat([content, step.bytes])
    : content.subarray(0, step.keep);
}

function rename(names: Map<string, number>, step: NameStep): void {
  if (step.op === 'create') names.set(step.name, step.file);
  else if (step.op === 'remove') names.delete(step.name);
  else {
    const file = names.get(step.from);
    if (file === undefined) return;
    names.delete(step.from);
    names.set(step.to, file);
  }
}

const SECTOR = 512;

/** A write of which only some has come to the disk: the beginning, or all but some sectors. */
function torn(bytes: Buffer, random: () => number): Buffer {
  const left = Buffer.from(bytes);
  if (random() < 0.5) return left.subarray(0, Math.floor(random() * bytes.length));
  for (let at = 0; at < left.length; at += SECTOR) {
    if (random() < 0.5) left.fill(0, at, Math.min(at + SECTOR, left.length));
  }
  return left;
}

/** How much of what was not synced survives: nothing, all of it, or as chance has it. */
function chances(random: () => number): () => boolean {
  const mode = random();
  if (mode < 0.2) return () => false;
  if (mode < 0.4) return () => true;
  return () => random() < 0.5;
}

function contentAfter({ durable, pending }: Contents, random: () => number): Buffer {
  const survives = chances(random);
  let content = durable;
  for (const step of pending) {
    if (survives()) content = withStep(content, step);
    else return step.op === 'append' ? Buffer.concat([content, torn(step.bytes, random)]) : content;
  }
  return content;
}

/**
 * What a power cut after the first `count` steps may leave: what was synced, and of everything else
 * anything from nothing to all of it, in pieces too. `random` gives numbers from 0 to below 1.
 */
export function afterPowerCut(
  before: DiskFiles,
  steps: readonly DiskStep[],
  count: number,
  random: () => number,
): DiskFiles {
  const contents = new Map<number, Contents>();
  const names = new Map<string, number>();
  for (const [index, [name, durable]] of [...before].entries()) {
    names.set(name, -1 - index);
    contents.set(-1 - index, { durable, pending: [] });
  }
  let pendingNames: NameStep[] = [];
  for (const step of steps.slice(0, count)) {
    if (step.op === 'sync-folder') {
      for (const name of pendingNames) rename(names, name);
      pendingNames = [];
    } else if (step.op === 'sync') {
      const content = contents.get(step.file);
      if (content === undefined) continue;
      content.durable = content.pending.reduce(withStep, content.durable);
      content.pending = [];
    } else if (step.op === 'append' || step.op === 'cut') {
      contents.get(step.file)?.pending.push(step);
    } else {
      if (step.op === 'create') contents.set(step.file, { durable: Buffer.alloc(0), pending: [] });
      pendingNames.push(step);
    }
  }
  const survives = chances(random);
  for (const step of pendingNames) if (survives()) rename(names, step);
  const files: DiskFiles = new Map();
  for (const [name, file] of names) {
    const content = contents.get(file);
    if (content !== undefined) files.set(name, contentAfter(content, random));
  }
  return files;
}
