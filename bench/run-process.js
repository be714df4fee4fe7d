import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const folder = fileURLToPath(new URL('.', import.meta.url));

/** Runs one measurement in a process of its own; what it prints last is its result, as JSON. */
export function runProcess(file, args = [], nodeArgs = []) {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [...nodeArgs, file, ...args], { cwd: folder });
    let out = '';
    let err = '';
    child.stdout.on('data', (data) => {
      out += data;
    });
    child.stderr.on('data', (data) => {
      err += data;
    });
    child.on('close', (code) => {
      const last = out.trim().split('\n').at(-1) ?? '';
      try {
        resolve(JSON.parse(last));
      } catch {
        const why = `${err}${out}`.trim().split('\n').slice(-8).join('\n');
        reject(new Error(`${file} ${args.join(' ')} ended with ${code}:\n${why}`));
      }
    });
  });
}

/** The middle of a list of numbers. */
export function median(numbers) {
  const sorted = [...numbers].sort((one, other) => one - other);
  return sorted[Math.floor(sorted.length / 2)];
}

/**
 * Runs several measurements `repeats` times, in turns, so that a busy moment does not hit one of
 * them alone; gives the median of every figure, by name.
 */
export async function mediansOf(jobs, repeats, told) {
  const all = new Map(jobs.map(({ name }) => [name, []]));
  for (let round = 0; round < repeats; round += 1) {
    for (const { name, run } of jobs) {
      told(`${name}, ${round + 1} of ${repeats}`);
      all.get(name).push(await run());
    }
  }
  const middle = (results) =>
    Object.fromEntries(
      Object.keys(results[0]).map((figure) => [figure, median(results.map((one) => one[figure]))]),
    );
  return new Map([...all].map(([name, results]) => [name, middle(results)]));
}
