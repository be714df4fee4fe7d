import { spawn } from 'node:child_process';
import { dirname, join } from 'node:path';
import ts from 'typescript';
import type { CodeBlock } from './code-blocks.js';
import { compilerOptions } from './type-check.js';
import { root } from './workspaces.js';

export interface RunOutcome {
  readonly exitCode: number | null;
  readonly output: string;
}

/**
 * Runs a block as a program of its own, in the folder of its page and on our sources.
 *
 * It is handed over on standard input: a file would have to lie within the repository, where
 * imports of our packages are found, and would be left there when the run is interrupted.
 */
export function runBlock({ file, code }: CodeBlock, limit = 15_000): Promise<RunOutcome> {
  const { outputText } = ts.transpileModule(code, {
    compilerOptions: { ...compilerOptions(), module: ts.ModuleKind.ESNext },
  });
  const child = spawn(
    process.execPath,
    ['--conditions=@kapwa/source', '--import', import.meta.resolve('tsx'), '--input-type=module'],
    { cwd: join(root, dirname(file)), timeout: limit, killSignal: 'SIGKILL' },
  );
  let output = '';
  const keep = (chunk: Buffer): void => {
    output += chunk.toString();
  };
  child.stdout.on('data', keep);
  child.stderr.on('data', keep);
  child.stdin.end(outputText);
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (exitCode, signal) => {
      const late = signal === null ? '' : `\nstopped after ${limit} ms: it must end by itself`;
      resolve({ exitCode, output: output + late });
    });
  });
}
