import { type ChildProcess, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { until } from './until.js';

const program = fileURLToPath(new URL('./crew.process.ts', import.meta.url));

/** Where all of them work. */
export const SCHEMA = 'crew';

/** One that does not say by then what it is at says nothing, ms. */
const SAYS_SOON = 5_000;

export type Role = 'web' | 'worker';

/** What a crew works with. */
export interface CrewPlace {
  readonly url: string;
  /** Where the platform writes down what arrives. */
  readonly file: string;
  /** Whoever leads is followed so long after it was last heard of, ms; as usual unless given. */
  readonly leaseFor?: number;
}

/** One process. */
export interface Member {
  readonly role: Role;
  /** As `kill -9` and the like. */
  signal(name: 'SIGKILL' | 'SIGSTOP' | 'SIGCONT'): void;
  /** Another is to lead: it does not count any more, and is to end by itself. */
  retire(): void;
  /** Its lease is not renewed any more, while it goes on. */
  cut(): void;
  readonly hasEnded: boolean;
  /** Whether it takes over as soon as nobody leads. */
  readonly standsBy: boolean;
  /** Everything it has said. */
  readonly lines: readonly string[];
}

/** One process, as its crew has it. */
export interface OwnMember extends Member {
  /** Whether it is killed, or to be followed. */
  readonly isRetired: boolean;
  readonly isLeading: boolean;
  write(line: string): void;
  /** What it is at, in words. */
  where(): Promise<string>;
  /** Has it end: in order, or at once. */
  end(signal?: 'SIGKILL'): Promise<void>;
}

/** Who is told of what becomes of a process. */
interface Ears {
  heard(member: OwnMember, line: string): void;
  ended(member: OwnMember, code: number | null): void;
}

function spawnMember(role: Role, { url, file, leaseFor }: CrewPlace): ChildProcess {
  const args = ['--conditions=@kapwa/source', '--import', import.meta.resolve('tsx'), program];
  const lease = leaseFor === undefined ? [] : [String(leaseFor)];
  return spawn(process.execPath, [...args, role, url, SCHEMA, file, ...lease], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
}

/** Starts one process of a crew. */
export function startMember(role: Role, place: CrewPlace, { heard, ended }: Ears): OwnMember {
  const child = spawnMember(role, place);
  const lines: string[] = [];
  const is = { retired: false, ended: false, leading: false, stopped: false };

  const states = (): string =>
    [
      is.leading ? 'leads' : 'does not lead',
      ...(is.retired ? ['is to end'] : []),
      ...(is.stopped ? ['stands still'] : []),
    ].join(', ');

  const member: OwnMember = {
    role,
    lines,
    get hasEnded() {
      return is.ended;
    },
    get standsBy() {
      return !is.leading && !is.retired && lines.includes('standing-by');
    },
    get isRetired() {
      return is.retired;
    },
    get isLeading() {
      return is.leading;
    },
    write: (line) => void child.stdin?.write(`${line}\n`),
    signal(name) {
      if (name === 'SIGKILL') member.retire();
      is.stopped = name === 'SIGSTOP';
      child.kill(name);
    },
    cut: () => member.write('cut'),
    retire() {
      is.retired = true;
      is.leading = false;
    },
    async where() {
      const before = lines.length;
      const answer = (): string | undefined =>
        lines.slice(before).find((line) => line.startsWith('where '));
      member.write('where');
      if (!is.stopped) await until(() => answer() !== undefined || is.ended, SAYS_SOON);
      return `${role} ${child.pid}, ${states()}: ${answer()?.slice('where '.length) ?? 'says nothing'}`;
    },
    async end(signal) {
      const closed = new Promise((resolve) => child.on('close', resolve));
      if (is.stopped) member.signal('SIGCONT');
      if (signal === undefined) child.stdin?.end();
      else member.signal(signal);
      await closed;
    },
  };

  // Whoever is killed hears nothing more.
  child.stdin?.on('error', () => undefined);
  if (child.stdout !== null) {
    createInterface({ input: child.stdout }).on('line', (line) => {
      lines.push(line);
      if (line === 'leading') is.leading = true;
      heard(member, line);
    });
  }
  child.on('exit', (code) => {
    is.ended = true;
    ended(member, code);
  });
  return member;
}
