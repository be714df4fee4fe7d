import { isScalar, visit } from 'yaml';
import type { FileProblem } from './file-problem.js';
import type { YamlText } from './yaml-text.js';

/** Names written twice in the same place: the second would silently win over the first. */
export function findDuplicateKeys({ document, lines }: YamlText): readonly FileProblem[] {
  const problems: FileProblem[] = [];
  visit(document, {
    Map(_, map) {
      const firstLines = new Map<string, number>();
      for (const { key } of map.items) {
        if (!isScalar(key)) continue;
        const name = String(key.value);
        const { line, col } = lines.linePos(key.range?.[0] ?? 0);
        const earlier = firstLines.get(name);
        if (earlier === undefined) firstLines.set(name, line);
        else {
          const message = `"${name}" is written here and in line ${earlier}. Keep one of the two.`;
          problems.push({ path: name, message, line, column: col });
        }
      }
    },
  });
  return problems;
}
