import { mediansOf, runProcess } from '../run-process.js';

const count = (value) => Math.round(value).toLocaleString('en');

const SUBJECTS = [
  ['bare `node:http` with HMAC and `JSON.parse`', 'floor'],
  ['Kapwa, memory store, nobody listens', 'memory', 0.85],
  ['Kapwa, memory store, every message gets a reply', 'memory-replies'],
  ['Kapwa, embedded store (on the disk before the 200), nobody listens', 'durable', 0.6],
  ['Kapwa, embedded store, every message gets a reply', 'durable-replies'],
];

function holdOf(share, least) {
  if (least === undefined) return ['', ''];
  return [`>= ${least}x`, share >= least ? 'holds' : 'missed'];
}

/** A signed webhook of WhatsApp to its 200. */
export async function run({ repeats, told }) {
  const jobs = SUBJECTS.map(([, name]) => ({
    name: `webhook ${name}`,
    run: () => runProcess('webhook/measure.js', [name]),
  }));
  const found = await mediansOf(jobs, repeats, told);
  const floor = found.get('webhook floor');
  return [
    {
      title: 'Signed webhook to 200',
      note: 'One message in every request, over 32 connections that are kept open; requests are made and signed beforehand. "Steady" goes on as fast as answers come: whatever Kapwa does with a message besides (placing, the model, the ledger, plugins, sending the reply to a stand-in for the Graph API in the same process) happens within it, and "handled" says how much of that was done when the last 200 left. "Burst": 1,500 requests at once, with time to handle them before the next burst. On the memory store a message is handled right after its 200, on the embedded store while its 200 waits for the disk: both hold all of it. What is to hold is compared with "steady". Kapwa answers together what came in one turn of the event loop, and the floor one by one: each write wakes the caller, so that writing costs the floor more (20 µs a message instead of 12, by a profile), which is a part of the ratio. Before anything is measured, every server of Kapwa shows that five messages in one request are all handled, that a forged and a missing signature get 401, that a message delivered again is handled once, and that what is signed but no JSON gets 400.',
      head: [
        '',
        'steady',
        'server CPU',
        'p50 / p99',
        'not 200',
        'handled',
        'beside the floor',
        'to hold',
        '',
        'burst',
        'burst beside the floor',
        'burst CPU',
      ],
      rows: SUBJECTS.map(([label, name, least]) => {
        const one = found.get(`webhook ${name}`);
        const share = one.rate / floor.rate;
        return [
          label,
          `${count(one.rate)}/s`,
          `${count(one.cpu)} µs`,
          `${one.p50.toFixed(1)} / ${one.p99.toFixed(1)} ms`,
          count(one.wrong),
          name === 'floor' ? '' : `${(one.handled * 100).toFixed(1)} %`,
          `${share.toFixed(2)}x`,
          ...holdOf(share, least),
          `${count(one.burstRate)}/s`,
          `${(one.burstRate / floor.burstRate).toFixed(2)}x`,
          `${count(one.burstCpu)} µs`,
        ];
      }),
    },
  ];
}
