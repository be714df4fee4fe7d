import { spawnSync } from 'node:child_process';
import { performance } from 'node:perf_hooks';
import { fileURLToPath } from 'node:url';
import { mediansOf, runProcess } from '../run-process.js';

const folder = fileURLToPath(new URL('..', import.meta.url));
const SUBJECTS = [
  'bare-node',
  'kapwa',
  'grammy',
  'telegraf',
  'hubot',
  'koishi',
  'botkit',
  'chat-sdk',
];
const SIZES = ['1050', '10000', '100000'];

function startTime(subject) {
  const before = performance.now();
  const { status } = spawnSync(process.execPath, ['cold/first-reply.js', subject], { cwd: folder });
  if (status !== 0) throw new Error(`${subject} did not start.`);
  return { ms: performance.now() - before };
}

/** How long a bot takes to its first reply, and what people cost in memory. */
export async function run({ repeats, told }) {
  const starts = await mediansOf(
    SUBJECTS.map((name) => ({ name, run: async () => startTime(name) })),
    repeats * 3,
    told,
  );
  const bare = starts.get('bare-node').ms;
  const memory = await mediansOf(
    SIZES.map((name) => ({
      name,
      run: () => runProcess('cold/people.js', [name], ['--expose-gc']),
    })),
    repeats,
    told,
  );
  return [
    {
      title: 'Cold start: from the start of the process to the first reply',
      note: 'To hold: <= 1.25x bare Node.',
      head: ['', 'ms', 'beside bare Node'],
      rows: SUBJECTS.map((name) => {
        const { ms } = starts.get(name);
        return [name, ms.toFixed(0), `${(ms / bare).toFixed(2)}x`];
      }),
    },
    {
      title: 'Memory, everybody seen once in 25 groups',
      note: 'To hold: <= 120 MB RSS with 1,050 people; <= 250 bytes a person beyond the stored records.',
      head: ['people', 'RSS, MB', 'bytes a person', 'of it stored records', 'beyond'],
      rows: SIZES.map((size) => {
        const { rss, perPerson, stored, beyond } = memory.get(size);
        return [
          Number(size).toLocaleString('en'),
          rss.toFixed(0),
          ...[perPerson, stored, beyond].map((value) => value.toFixed(0)),
        ];
      }),
    },
  ];
}
