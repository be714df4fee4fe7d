import { mediansOf, runProcess } from '../run-process.js';

const SIZES = ['1000', '10000', '100000'];
const ms = (value) => value.toFixed(2);
const count = (value) => Math.round(value).toLocaleString('en');

/** What a snapshot may add to the longest turn of the event loop, ms. */
const LONGEST_PAUSE = 5;

function snapshotTable(one) {
  const verdict = (holds) => (holds ? 'holds' : 'missed');
  const spread = one.p99 / one.p50;
  const pause = one.turn - one.turnWithout;
  return {
    title: 'While a snapshot of 100,000 records is written',
    note: `Embedded store, 64 chats in flight, the plugin that reads, writes and replies once. One kit, warm, writes seven snapshots of ${one.size.toFixed(0)} MB, ${count(one.took)} ms each with what came since the last one; after each it is watched for as long without. The longest turn of the event loop is the median of seven, "of all" the longest of all; a turn counts without the time in which V8 collects garbage.`,
    head: ['what', 'without', 'while it is written', 'to hold', ''],
    rows: [
      ['p50, ms', ms(one.p50Without), ms(one.p50), '', ''],
      ['p99, ms', ms(one.p99Without), ms(one.p99), '', ''],
      [
        'p99 beside p50',
        `${(one.p99Without / one.p50Without).toFixed(2)}x`,
        `${spread.toFixed(2)}x`,
        '<= 10x',
        verdict(spread <= 10),
      ],
      [
        'longest turn, ms',
        ms(one.turnWithout),
        ms(one.turn),
        `<= ${LONGEST_PAUSE} ms more`,
        verdict(pause <= LONGEST_PAUSE),
      ],
      ['longest turn of all, ms', ms(one.longestWithout), ms(one.longest), '', ''],
      ['longest garbage collection, ms', ms(one.collectingWithout), ms(one.collecting), '', ''],
    ],
  };
}

/** The embedded store: messages through the whole kit, and one record at a time. */
export async function run({ repeats, told }) {
  const found = await mediansOf(
    [
      { name: 'counter', run: () => runProcess('store/measure-durable.js') },
      { name: 'shipped', run: () => runProcess('store/measure-durable.js', ['--shipped']) },
      { name: 'snapshot', run: () => runProcess('store/measure-snapshot.js', ['100000']) },
      ...SIZES.map((size) => ({
        name: size,
        run: () => runProcess('store/measure-records.js', [size]),
      })),
    ],
    repeats,
    told,
  );
  const durable = (name, least) => {
    const { rate64 } = found.get(name);
    return rate64 >= least ? 'holds' : 'missed';
  };
  return [
    {
      title: 'Durable messages through the whole kit (embedded store)',
      note: 'Every message is on the disk before it is acknowledged, and every send marked before it leaves.',
      head: ['plugins', 'one at a time', '64 chats', 'p50 / p99 of 64, ms', 'to hold', ''],
      rows: [
        ['counter', 'one read, one write, one reply', 20_000],
        ['shipped', 'the same and all plugins of ours', 1_000],
      ].map(([name, label, least]) => {
        const { rate, rate64, p50of64, p99of64 } = found.get(name);
        return [
          label,
          `${count(rate)}/s`,
          `${count(rate64)}/s`,
          `${ms(p50of64)} / ${ms(p99of64)}`,
          `>= ${count(least)}/s`,
          durable(name, least),
        ];
      }),
    },
    {
      title: 'One record saved durably',
      head: [
        'records in the store',
        'raw append with fdatasync, ms',
        'Kapwa, ms',
        'ratio',
        'to hold',
        '',
      ],
      rows: SIZES.map((size) => {
        const { raw, ours } = found.get(size);
        const holds = ours / raw <= 1.5 ? 'holds' : 'missed';
        return [
          count(Number(size)),
          ms(raw),
          ms(ours),
          `${(ours / raw).toFixed(2)}x`,
          '<= 1.5x',
          holds,
        ];
      }),
    },
    snapshotTable(found.get('snapshot')),
  ];
}
