import { randomUUID } from 'node:crypto';
import { readFileSync, readlinkSync } from 'node:fs';
import { hostname } from 'node:os';

/** A machine, or a container on it, since it was started: where a number means one process. */
function placeOfProcesses(): string {
  try {
    const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
    return `${boot} ${readlinkSync('/proc/self/ns/pid')}`;
  } catch {
    return hostname();
  }
}

const place = placeOfProcesses();
const token = randomUUID();

/** This process, as others can find out whether it still runs: place, number, and a word of its own. */
export const ownProcess = `${place}|${process.pid}|${token}`;

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // EPERM: it runs, as somebody else.
    return !(error instanceof Error && 'code' in error && error.code === 'ESRCH');
  }
}

/**
 * Whether a process is known to have ended: only one of this place can be, and one whose number is
 * ours by now. Of any other nothing is known, and so it counts as running.
 */
export function isGone(other: string): boolean {
  const [where, number, word] = other.split('|');
  if (where !== place || number === undefined || other === ownProcess) return false;
  const pid = Number(number);
  return pid === process.pid ? word !== token : !isRunning(pid);
}
