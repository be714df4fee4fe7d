import { spawnSync } from 'node:child_process';
import { performance } from 'node:perf_hooks';
import { fileURLToPath } from 'node:url';
import { mediansOf, runProcess } from '../run-process.js';

const folder = fileURLToPath(new URL('..', import.meta.url));
const SUBJECTS = [
  'bare-node',
  'kapwa',
  'kapwa-checked',
  'grammy',
  'telegraf',
  'hubot',
  'koishi',
  'botkit',
  'chat-sdk',
];
const SIZES = ['1050', '10000', '100000'];

/** Nothing but data comes and goes while people are weighed: no machine code, and no code thrown away. */
const WEIGHING = ['--expose-gc', '--no-opt', '--no-sparkplug', '--no-flush-bytecode'];

/** A start takes ten ms more or less than the one before it: with so many, the middle one is the same again. */
const STARTS = 15;
const MOST_START = 1.25;
/** MB with 1,050 people. */
const MOST_RSS = 120;
/** Bytes. */
const MOST_BEYOND = 250;
const verdict = (holds) => (holds ? 'holds' : 'missed');

/** What this machine has Node read at every start, such as more certificates, belongs to no subject. */
const { NODE_EXTRA_CA_CERTS: _, NODE_OPTIONS: __, ...env } = process.env;

function startTime(subject) {
  const before = performance.now();
  const { status } = spawnSync(process.execPath, ['cold/first-reply.js', subject], {
    cwd: folder,
    env,
  });
  if (status !== 0) throw new Error(`${subject} did not start.`);
  return { ms: performance.now() - before };
}

/** How long a bot takes to its first reply, and what people cost in memory. */
export async function run({ repeats, told }) {
  const starts = await mediansOf(
    SUBJECTS.map((name) => ({ name, run: async () => startTime(name) })),
    repeats * STARTS,
    told,
  );
  const bare = starts.get('bare-node').ms;
  const memory = await mediansOf(
    SIZES.map((name) => ({
      name,
      run: async () => ({
        ...(await runProcess('cold/people.js', [name])),
        ...(await runProcess('cold/people.js', [name, '--weigh'], WEIGHING)),
      }),
    })),
    repeats,
    told,
  );
  return [
    {
      title: 'Cold start: from the start of the process to the first reply',
      note: 'What the machine has Node read at every start, such as more certificates, is left away for all. Kapwa reads locale files, opens its store and keeps the message before it answers. `kapwa-checked` is the same bot with its community checked as `community.yaml` is, and a plugin with options: it needs zod, which Kapwa brings.',
      head: ['', 'ms', 'beside bare Node', 'to hold', ''],
      rows: SUBJECTS.map((name) => {
        const { ms } = starts.get(name);
        const isOurs = name === 'kapwa';
        return [
          name,
          ms.toFixed(0),
          `${(ms / bare).toFixed(2)}x`,
          isOurs ? `<= ${MOST_START}x` : '',
          isOurs ? verdict(ms <= MOST_START * bare) : '',
        ];
      }),
    },
    {
      title: 'Memory, everybody seen once in 25 groups',
      note: '"Beyond" is what is kept of a person besides the stored records: the way to find them, that their message was there and is not to come twice, and how much they write at the moment. Ids of messages are kept in arrays outside of V8\'s heap, which count, too: what all messages have left there, shared out among them. Weighed without machine code, which comes and goes while it is weighed; RSS is of a process as it is.',
      head: [
        'people',
        'RSS, MB',
        'to hold',
        '',
        'bytes a person',
        'of it stored records',
        'beyond',
        'to hold',
        '',
      ],
      rows: SIZES.map((size) => {
        const { rss, perPerson, stored, beyond } = memory.get(size);
        const isSmall = size === '1050';
        return [
          Number(size).toLocaleString('en'),
          rss.toFixed(0),
          isSmall ? `<= ${MOST_RSS}` : '',
          isSmall ? verdict(rss <= MOST_RSS) : '',
          ...[perPerson, stored, beyond].map((value) => value.toFixed(0)),
          `<= ${MOST_BEYOND}`,
          verdict(beyond <= MOST_BEYOND),
        ];
      }),
    },
  ];
}
