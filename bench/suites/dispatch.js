import { mediansOf, runProcess } from '../run-process.js';

const PEERS = ['grammy', 'grammy-same-work', 'telegraf', 'hubot', 'koishi', 'botkit', 'chat-sdk'];
const FLOORS = ['floor-function', 'floor-map'];
const SUBJECTS = ['kapwa', ...PEERS, ...FLOORS];
const COUNTS = [1, 10, 50, 200];

const job = (name, subject, args) => ({
  name,
  run: () => runProcess('dispatch/measure.js', [subject, ...args]),
});

const us = (value) => (value < 10 ? value.toFixed(1) : Math.round(value).toLocaleString('en'));
const rate = (value) => `${Math.round(value / 1000).toLocaleString('en')}k`;
const ratio = (value) => `${value.toFixed(2)}x`;

function hold(name, value, limit) {
  return [name, ratio(value), `<= ${limit}x`, value <= limit ? 'holds' : 'missed'];
}

/** One group message to its handler and its reply, for Kapwa and for others. */
export async function run({ repeats, told }) {
  const jobs = SUBJECTS.flatMap((subject) =>
    COUNTS.map((count) => job(`${subject} ${count}`, subject, [String(count)])),
  );
  jobs.push(job('kapwa translated', 'kapwa', ['1', '--translated']));
  for (const subject of ['kapwa', 'grammy', 'telegraf', 'hubot']) {
    jobs.push(job(`${subject} listeners`, subject, ['1', '--listeners', '20']));
  }
  const found = await mediansOf(jobs, repeats, told);
  const cpu = (name) => found.get(name).cpu;
  const kapwa = found.get('kapwa 1');
  const best200 = Math.min(...PEERS.map((peer) => cpu(`${peer} 200`)));
  return [
    {
      title: 'Dispatch: CPU for one group message to its handler and its reply, in µs',
      note: 'Memory store, one message in flight. Messages go over all commands in turn, so every command is as likely as any other. What is in flight alone is measured in slices of a quarter of a second, in turns with 64 in flight, after everybody was seen in every chat.',
      head: ['', ...COUNTS.map((count) => `${count} plugins`), '64 in flight (1 plugin)'],
      rows: SUBJECTS.map((subject) => [
        subject,
        ...COUNTS.map((count) => us(cpu(`${subject} ${count}`))),
        `${rate(found.get(`${subject} 1`).rate64)}/s`,
      ]),
    },
    {
      title: 'Dispatch: what is to hold',
      head: ['what', 'measured', 'to hold', ''],
      rows: [
        hold('1 plugin beside bare grammY', cpu('kapwa 1') / cpu('grammy 1'), 1.3),
        hold(
          '1 plugin beside grammY doing the same work',
          cpu('kapwa 1') / cpu('grammy-same-work 1'),
          0.5,
        ),
        hold('200 plugins beside the best peer', cpu('kapwa 200') / best200, 0.1),
        hold('200 plugins beside 1 plugin', cpu('kapwa 200') / cpu('kapwa 1'), 1.3),
        hold(
          '20 listeners on every message beside none',
          cpu('kapwa listeners') / cpu('kapwa 1'),
          2,
        ),
        hold(
          'a translated plural reply beside an untranslated one',
          cpu('kapwa translated') / cpu('kapwa 1'),
          2,
        ),
        hold(
          'one at a time beside 64 in flight (rate, same chats)',
          kapwa.rateAround / kapwa.rate64,
          1,
        ),
        hold('p99 beside p50, 64 in flight', kapwa.p99of64 / kapwa.p50of64, 10),
      ],
    },
    {
      title: '20 listeners on every message, in µs',
      head: ['', 'none', '20'],
      rows: ['kapwa', 'grammy', 'telegraf', 'hubot'].map((subject) => [
        subject,
        us(cpu(`${subject} 1`)),
        us(cpu(`${subject} listeners`)),
      ]),
    },
  ];
}
