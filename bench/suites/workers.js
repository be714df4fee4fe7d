import { mediansOf, runProcess } from '../run-process.js';

const KAPWA = [0, 1, 2, 4];
const PEER = [1, 2];
const rateOf = (rate) => `${Math.round(rate).toLocaleString('en')}/s`;

/** What waits in PostgreSQL, handled by several processes, beside a queue made for that. */
export async function run({ repeats, told }) {
  const job = (subject, workers) => ({
    name: `${subject} ${workers}`,
    run: () => runProcess('workers/measure.js', [subject, String(workers)]),
  });
  const found = await mediansOf(
    [
      ...KAPWA.map((workers) => job('kapwa', workers)),
      ...PEER.map((workers) => job('graphile', workers)),
      ...PEER.map((workers) => job('graphile-nothing', workers)),
    ],
    repeats,
    told,
  );
  const best = (subject, counts) =>
    Math.max(...counts.map((workers) => found.get(`${subject} ${workers}`).rate));
  const peer = best('graphile', PEER);
  const row = (label, subject, counts, verdict) => [
    label,
    ...KAPWA.map((workers) =>
      counts.includes(workers) ? rateOf(found.get(`${subject} ${workers}`).rate) : '',
    ),
    ...verdict,
  ];
  const ours = best('kapwa', KAPWA.slice(1));
  return [
    {
      title: 'What waits in PostgreSQL, handled by several processes',
      note: 'A server with `fsync` on, the process that leads and its workers share two cores, so that more workers cannot be faster here; with one read, one write and one reply a message they show what working together costs. 4,000 messages of 50 groups were taken in before. "Alone" remembers records between turns. graphile-worker does the same in one transaction a job, in one named queue a group, which is how it keeps order; its replies are jobs of their own. It was given `concurrency: 20`.',
      head: [
        '',
        'alone',
        '1 worker',
        '2 workers',
        '4 workers',
        'beside graphile-worker',
        'to hold',
        '',
      ],
      rows: [
        row('Kapwa', 'kapwa', KAPWA, [
          `${(ours / peer).toFixed(2)}x`,
          '>= 1x',
          ours >= peer ? 'holds' : 'missed',
        ]),
        row('graphile-worker, the same work', 'graphile', PEER, ['1.00x', '', '']),
        row('graphile-worker, jobs that do nothing', 'graphile-nothing', PEER, ['', '', '']),
      ],
    },
  ];
}
