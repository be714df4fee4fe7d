import { dirname, join } from 'node:path';
import ts from 'typescript';
import type { CodeBlock } from './code-blocks.js';
import { root } from './workspaces.js';

/** The options of tsconfig.json; a block is always a module, though it may export nothing. */
export function compilerOptions(): ts.CompilerOptions {
  const path = join(root, 'tsconfig.base.json');
  const { config } = ts.readConfigFile(path, ts.sys.readFile);
  const { options, errors } = ts.convertCompilerOptionsFromJson(config.compilerOptions, root);
  if (errors.length > 0) {
    throw new Error(
      errors.map((error) => ts.flattenDiagnosticMessageText(error.messageText, '\n')).join('\n'),
    );
  }
  return { ...options, moduleDetection: ts.ModuleDetectionKind.Force };
}

/** A block stands beside its page, so that its imports mean what a reader thinks they mean. */
function placeOf({ file, line }: CodeBlock): string {
  return join(root, dirname(file), `code-block-${file.replaceAll(/\W/g, '-')}-${line}.ts`);
}

function hostWith(
  options: ts.CompilerOptions,
  texts: ReadonlyMap<string, string>,
): ts.CompilerHost {
  const host = ts.createCompilerHost(options);
  const { fileExists, readFile, getSourceFile } = host;
  host.fileExists = (path) => texts.has(path) || fileExists(path);
  host.readFile = (path) => texts.get(path) ?? readFile(path);
  host.getSourceFile = (path, language, ...rest) => {
    const text = texts.get(path);
    return text === undefined
      ? getSourceFile(path, language, ...rest)
      : ts.createSourceFile(path, text, language);
  };
  return host;
}

/** Where the mistake is in the page, and what the compiler says. */
function describe(block: CodeBlock, { file, start = 0, messageText }: ts.Diagnostic): string {
  const line = file === undefined ? 0 : file.getLineAndCharacterOfPosition(start).line + 1;
  return `${block.file}:${block.line + line} ${ts.flattenDiagnosticMessageText(messageText, '\n')}`;
}

/** What the compiler has against each block. One program for all: it reads our sources once. */
export function typeCheck(blocks: readonly CodeBlock[]): ReadonlyMap<CodeBlock, readonly string[]> {
  const options = compilerOptions();
  const texts = new Map(blocks.map((block) => [placeOf(block), block.code]));
  const program = ts.createProgram([...texts.keys()], options, hostWith(options, texts));
  return new Map(
    blocks.map((block) => {
      const source = program.getSourceFile(placeOf(block));
      const found = [
        ...program.getSyntacticDiagnostics(source),
        ...program.getSemanticDiagnostics(source),
      ];
      return [block, found.map((diagnostic) => describe(block, diagnostic))];
    }),
  );
}
