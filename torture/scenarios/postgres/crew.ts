import { type ChildProcess, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { FOLLOWED } from './crew-community.js';

const program = fileURLToPath(new URL('./crew.process.ts', import.meta.url));

/** Where all of them work. */
export const SCHEMA = 'crew';

type Role = 'web' | 'worker';

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
  /** Everything it has said. */
  readonly lines: readonly string[];
}

/** A bot in several processes, and the platform that tells it what people write. */
export interface Crew {
  /** The one that leads at the moment. */
  leading(): Member | undefined;
  /** When one of them leads. */
  leads(): Promise<void>;
  /** All of a role that are there. */
  members(role: Role): readonly Member[];
  /** Tells it a message, again to whoever leads next, until somebody has taken it in. */
  tell(group: string, number: number, text?: string): Promise<void>;
  /** When all of it is handled and answered; then every process is stopped. */
  end(): Promise<void>;
  /** What went against the promise by itself, in words. */
  readonly broken: string[];
}

interface Own extends Member {
  readonly child: ChildProcess;
  isKilled: boolean;
  hasEnded: boolean;
  isLeading: boolean;
  readonly lines: string[];
}

/** How many processes of each role are to be there: one that ends is replaced. */
export type Size = Readonly<Record<Role, number>>;

/** What a crew works with. */
interface CrewPlace {
  readonly url: string;
  /** Where the platform writes down what arrives. */
  readonly file: string;
  /** Whoever leads is followed so long after it was last heard of, ms; as usual unless given. */
  readonly leaseFor?: number;
}

/** Starts a bot in several processes. */
export function startCrew({ url, file, leaseFor }: CrewPlace, size: Size): Crew {
  const members = new Set<Own>();
  const broken: string[] = [];
  /** Everything that was told and not taken in yet, and when it is. */
  const told = new Map<string, { readonly line: string; taken(): void }>();
  let isEnding = false;
  let isIdle = (): void => undefined;
  let leads = (): void => undefined;
  const led = new Promise<void>((resolve) => {
    leads = resolve;
  });

  const leading = (): Own | undefined => [...members].find((one) => one.isLeading);

  const write = (member: Own | undefined, line: string): void => {
    member?.child.stdin?.write(`${line}\n`);
  };

  const hear = (member: Own, line: string): void => {
    member.lines.push(line);
    const [what, group = '', number = ''] = line.split(' ');
    if (what === 'idle') isIdle();
    if (what === 'taken') {
      const key = `${group} ${number}`;
      told.get(key)?.taken();
      told.delete(key);
    }
    if (what !== 'leading') return;
    member.isLeading = true;
    leads();
    for (const { line: again } of told.values()) write(member, again);
    if (isEnding) write(member, 'rest');
  };

  const start = (role: Role): void => {
    const args = ['--conditions=@kapwa/source', '--import', import.meta.resolve('tsx'), program];
    const lease = leaseFor === undefined ? [] : [String(leaseFor)];
    const child = spawn(process.execPath, [...args, role, url, SCHEMA, file, ...lease], {
      stdio: ['pipe', 'pipe', 'inherit'],
    });
    const member: Own = {
      ...{ role, child, isKilled: false, hasEnded: false, isLeading: false, lines: [] },
      signal(name) {
        if (name === 'SIGKILL') member.retire();
        child.kill(name);
      },
      cut: () => write(member, 'cut'),
      retire() {
        member.isKilled = true;
        member.isLeading = false;
      },
    };
    members.add(member);
    // Whoever is killed hears nothing more.
    child.stdin.on('error', () => undefined);
    createInterface({ input: child.stdout }).on('line', (line) => hear(member, line));
    child.on('exit', (code) => {
      members.delete(member);
      member.hasEnded = true;
      if (isEnding && code === 0) return;
      // On a slow machine one with a short lease is followed at times that nobody chose.
      const mayBeFollowed = leaseFor !== undefined && code === FOLLOWED;
      if (!member.isKilled && !mayBeFollowed)
        broken.push(`a ${role} ended by itself, with ${code}`);
      start(role);
    });
  };

  for (const role of ['web', 'worker'] as const) {
    for (let at = 0; at < size[role]; at += 1) start(role);
  }

  return {
    broken,
    leading,
    leads: () => led,
    members: (role) => [...members].filter((one) => one.role === role && !one.isKilled),
    tell: (group, number, text = '') =>
      new Promise((taken) => {
        const line = `take ${group} ${number} ${text}`;
        told.set(`${group} ${number}`, { line, taken });
        write(leading(), line);
      }),
    async end() {
      const idle = new Promise<void>((resolve) => {
        isIdle = resolve;
      });
      isEnding = true;
      write(leading(), 'rest');
      await idle;
      const ended = [...members].map(
        ({ child }) => new Promise((resolve) => child.on('close', resolve)),
      );
      for (const { child } of members) child.stdin?.end();
      await Promise.all(ended);
    },
  };
}
