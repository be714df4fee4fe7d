import { createInterface } from 'node:readline';
import { Writable } from 'node:stream';
import { messageOf } from '@kapwa/core';
import pc from 'picocolors';
import type { Entry } from '../chronicle/entry.js';
import { transcriptLines } from '../chronicle/transcript.js';
import type { DemoOptions, DemoOutput } from '../options.js';
import { accountOf } from '../stage/demo-blueprint.js';
import type { Stage } from '../stage/stage.js';
import { clockFace } from '../text/clock-face.js';
import { wrapBehind } from '../text/wrap.js';
import { answerLine } from './answer-line.js';
import { completeLine } from './complete-line.js';
import { type Desk, nameOf, openChat, type Reply, type Seat, seatFor } from './desk.js';
import { firstScreen } from './first-screen.js';
import { tellStories } from './story.js';

/** Wider lines are hard to read. */
const mostColumns = 100;
const usualColumns = 80;

/** The stream readline needs, over anything that can be written to. */
function asStream(stdout: DemoOutput): Writable {
  const stream = new Writable({
    decodeStrings: false,
    write(chunk, _encoding, done) {
      stdout.write(String(chunk));
      done();
    },
  });
  return Object.defineProperty(stream, 'columns', { get: () => stdout.columns });
}

function promptOf(desk: Desk): string {
  const { stage, seat, colors } = desk;
  const { notifications } = stage.world.phoneOf(seat.me);
  const news = notifications === 0 ? '' : colors.yellow(` (${notifications} new)`);
  return `${colors.bold(nameOf(stage, seat.me))}${news} @ ${colors.cyan(openChat(desk))} > `;
}

function isOwnWords(entry: Entry, { me }: Seat): boolean {
  return entry.kind === 'said' && entry.who.id === me;
}

/** Wraps a line so that what goes on below it is indented a little more. */
function wrapIndented(line: string, columns: number): readonly string[] {
  const [indent = ''] = /^ */.exec(line) ?? [];
  const hanging = indent === '' ? 0 : indent.length + 2;
  return wrapBehind(indent, line.slice(indent.length), columns, hanging);
}

/** The playground as somebody at a terminal plays it: their seat, and what they have been shown. */
class Game {
  readonly #stage: Stage;
  readonly #options: DemoOptions;
  readonly #stories;
  #news: Entry[] = [];
  #shown: Entry | undefined;
  #seat: Seat;

  constructor(stage: Stage, options: DemoOptions) {
    this.#stage = stage;
    this.#options = options;
    this.#stories = tellStories(stage.kit);
    const named = new Set(stage.blueprint.people.map(accountOf));
    const people = stage.world.people();
    const guest = people.find(({ id }) => !named.has(id)) ?? people[0];
    this.#seat = seatFor(stage, guest?.id ?? stage.world.addPerson({ id: 'ana', name: 'Ana' }).id);
    stage.chronicle.follow((entry) => this.#news.push(entry));
  }

  get desk(): Desk {
    const { colors = pc.createColors(false), stdout } = this.#options;
    return {
      stage: this.#stage,
      stories: this.#stories,
      colors,
      // A terminal that does not know its width says 0.
      columns: Math.min(stdout.columns || usualColumns, mostColumns),
      seat: this.#seat,
    };
  }

  /** Prints lines, wrapped where they are longer than the window is wide. */
  print(lines: readonly string[]): void {
    const { columns } = this.desk;
    for (const line of lines.flatMap((one) => wrapIndented(one, columns))) {
      this.#options.stdout.write(`${line.trimEnd()}\n`);
    }
  }

  /** Does what a line says and shows what came of it. False when it was to leave. */
  async take(line: string): Promise<boolean> {
    const reply = await this.#answer(line);
    this.#showNews();
    this.print(reply.lines ?? []);
    this.#seat = reply.seat ?? this.#seat;
    this.#stage.world.markRead(this.#seat.me, this.#seat.place);
    return reply.quits !== true;
  }

  close(): void {
    this.#stories.close();
  }

  async #answer(line: string): Promise<Reply> {
    try {
      return await answerLine(this.desk, line);
    } catch (error) {
      return { lines: [this.desk.colors.red(messageOf(error))] };
    }
  }

  /** Shows what happened; what one has typed oneself is on the screen already. */
  #showNews(): void {
    const { colors, columns, stage } = this.desk;
    const style = { colors, columns, face: clockFace(stage.blueprint.community.timeZone) };
    const news = this.#news.splice(0);
    const others = news.filter((entry) => !isOwnWords(entry, this.#seat));
    for (const entry of others) {
      this.print(transcriptLines(entry, this.#shown ?? entry, style));
      this.#shown = entry;
    }
    if (news.length > 0 && others.length === 0) {
      this.print([colors.dim('       · the bot has read it, and has nothing to say to it')]);
    }
  }
}

/** Lets somebody at a terminal play along until they leave by `/quit`, Ctrl-C or Ctrl-D. */
export async function playTerminal(stage: Stage, options: DemoOptions): Promise<void> {
  const game = new Game(stage, options);
  const lines = createInterface({
    input: options.stdin,
    output: asStream(options.stdout),
    terminal: true,
    completer: (line: string) => completeLine(line, game.desk),
  });
  lines.on('SIGINT', () => lines.close());
  const prompt = (): void => {
    lines.setPrompt(promptOf(game.desk));
    lines.prompt();
  };

  game.print(firstScreen(game.desk));
  prompt();
  let plays = true;
  for await (const line of lines) {
    plays = await game.take(line);
    if (!plays) break;
    prompt();
  }
  lines.close();
  game.close();
  game.print([plays ? '\nGoodbye.' : 'Goodbye.']);
}
