/** One thing a program asked of the disk, in the order in which it asked. */
export type DiskStep =
  | { readonly op: 'create'; readonly name: string; readonly file: number }
  | { readonly op: 'write'; readonly file: number; readonly at: number; readonly bytes: Buffer }
  | { readonly op: 'cut'; readonly file: number; readonly keep: number }
  /** Everything asked of the file within the first `count` steps is on the disk. */
  | { readonly op: 'sync'; readonly file: number; readonly count: number }
  | { readonly op: 'rename'; readonly from: string; readonly to: string }
  | { readonly op: 'remove'; readonly name: string }
  /** Every name is on the disk as it stands. */
  | { readonly op: 'sync-folder' };

type NameStep = Extract<DiskStep, { op: 'create' | 'rename' | 'remove' }>;
type WriteStep = Extract<DiskStep, { op: 'write' }>;
type DataStep = Extract<DiskStep, { op: 'write' | 'cut' }>;

/** Files by name, as a program would read them. */
export type DiskFiles = Map<string, Buffer>;

/** What was asked of a file and may not be on the disk yet, and the how manieth step it was, from 0. */
interface Pending {
  readonly step: DataStep;
  readonly index: number;
}

interface Contents {
  durable: Buffer;
  pending: Pending[];
}

/** A file with some bytes written into it; what is missing before them are zeros. */
export function withBytes(content: Buffer, at: number, bytes: Buffer): Buffer {
  const gap = Buffer.alloc(Math.max(0, at - content.length));
  const after = content.subarray(at + bytes.length);
  return Buffer.concat([content.subarray(0, at), gap, bytes, after]);
}

function withStep(content: Buffer, step: DataStep): Buffer {
  return step.op === 'cut'
    ? content.subarray(0, step.keep)
    : withBytes(content, step.at, step.bytes);
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

/** Has on the disk what was asked of a file within the first `count` steps. */
function sync(contents: Contents | undefined, count: number): void {
  while (contents !== undefined) {
    const [first] = contents.pending;
    if (first === undefined || first.index >= count) return;
    contents.durable = withStep(contents.durable, first.step);
    contents.pending.shift();
  }
}

const SECTOR = 512;

/**
 * A write of which only some has come to the disk: the beginning, or all but some sectors, in which
 * stands what stood there before.
 */
function withTorn(content: Buffer, { at, bytes }: WriteStep, random: () => number): Buffer {
  if (random() < 0.5) {
    return withBytes(content, at, bytes.subarray(0, Math.floor(random() * bytes.length)));
  }
  const left = withBytes(content, at, bytes);
  const end = at + bytes.length;
  for (let from = at; from < end; ) {
    const to = Math.min(end, from - (from % SECTOR) + SECTOR);
    if (random() < 0.5) left.fill(0, from, to).set(content.subarray(from, to), from);
    from = to;
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
  for (const { step } of pending) {
    if (survives()) content = withStep(content, step);
    else if (step.op === 'write') content = withTorn(content, step, random);
    else return content;
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
  for (const [index, step] of steps.slice(0, count).entries()) {
    if (step.op === 'sync-folder') {
      for (const name of pendingNames) rename(names, name);
      pendingNames = [];
    } else if (step.op === 'sync') {
      sync(contents.get(step.file), step.count);
    } else if (step.op === 'write' || step.op === 'cut') {
      contents.get(step.file)?.pending.push({ step, index });
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
