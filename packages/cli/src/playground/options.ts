import type { AnyPlugin, Blueprint, createKit, Logger } from '@kapwa/core';
import type { Colors } from './chronicle/transcript.js';

/** Where a demo writes: a stream of the process, or a list in a test. */
export interface DemoOutput {
  write(chunk: string): unknown;
  readonly columns?: number | undefined;
}

/** What a demo is played with. A command's shell has the fields from `stdin` on. */
export interface DemoOptions {
  readonly blueprint: Blueprint;
  readonly plugins: readonly AnyPlugin[];
  /** The folder of community.yaml; a scene is looked for beside it, as `scene.jsonl`. */
  readonly folder?: string;
  /** core's unless given. */
  readonly kitFactory?: typeof createKit;
  /** Where the kit writes for developers; nowhere unless given. */
  readonly log?: Logger;

  readonly stdin: NodeJS.ReadableStream & { readonly isTTY?: boolean };
  readonly stdout: DemoOutput;
  /** Whether a person is watching. With a keyboard at `stdin` as well, they can play along. */
  readonly isTTY: boolean;
  /** Prints one JSON object a line instead of a transcript. */
  readonly json?: boolean;
  /** None unless given. */
  readonly colors?: Colors;
}
