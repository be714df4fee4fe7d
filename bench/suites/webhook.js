import { mediansOf, runProcess } from '../run-process.js';

const count = (value) => Math.round(value).toLocaleString('en');

/** A signed webhook of WhatsApp to its 200. */
export async function run({ repeats, told }) {
  const names = ['floor', 'memory', 'durable'];
  const jobs = names.map((name) => ({ name, run: () => runProcess('webhook/measure.js', [name]) }));
  const found = await mediansOf(jobs, repeats, told);
  const floor = found.get('floor');
  const rows = [
    ['bare `node:http` with HMAC', 'floor', undefined],
    ['Kapwa, memory store', 'memory', 0.85],
    ['Kapwa, embedded store (on the disk before the 200)', 'durable', 0.6],
  ].map(([label, name, least]) => {
    const { rate, cpu, p99, wrong } = found.get(name);
    const share = rate / floor.rate;
    return [
      label,
      `${count(rate)}/s`,
      `${count(cpu)} µs`,
      `${p99.toFixed(1)} ms`,
      count(wrong),
      `${share.toFixed(2)}x`,
      least === undefined ? '' : `>= ${least}x`,
      least === undefined ? '' : share >= least ? 'holds' : 'missed',
    ];
  });
  return [
    {
      title: 'Signed webhook to 200',
      note: '32 connections kept open, one message in every request.',
      head: ['', 'rate', 'server CPU', 'p99', 'not 200', 'beside the floor', 'to hold', ''],
      rows,
    },
  ];
}
