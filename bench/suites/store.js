import { mediansOf, runProcess } from '../run-process.js';

const SIZES = ['1000', '10000', '100000'];
const ms = (value) => value.toFixed(2);
const count = (value) => Math.round(value).toLocaleString('en');

/** The embedded store: messages through the whole kit, and one record at a time. */
export async function run({ repeats, told }) {
  const found = await mediansOf(
    [
      { name: 'counter', run: () => runProcess('store/measure-durable.js') },
      { name: 'shipped', run: () => runProcess('store/measure-durable.js', ['--shipped']) },
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
  ];
}
