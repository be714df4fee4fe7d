import { mediansOf, runProcess } from '../run-process.js';

const SUBJECTS = [
  ['Kapwa (i18next files, compiled at load)', 'kapwa'],
  ['i18next `t`', 'i18next'],
  ['typesafe-i18n', 'typesafe-i18n'],
  ['a function and `Intl.PluralRules`', 'floor'],
];

/** Kapwa has to be at least half as fast as typesafe-i18n. */
const LEAST = 0.5;

/** One translated plural message with values. */
export async function run({ repeats, told }) {
  const found = await mediansOf(
    SUBJECTS.map(([, name]) => ({
      name: `i18n ${name}`,
      run: () => runProcess('i18n/measure.js', [name]),
    })),
    repeats,
    told,
  );
  const cpu = (name) => found.get(`i18n ${name}`).cpu;
  return [
    {
      title: 'A translated plural message with values, to a string',
      note: 'Tests hold what Kapwa says equal to what i18next says.',
      head: ['', 'CPU', 'speed beside typesafe-i18n', 'to hold', ''],
      rows: SUBJECTS.map(([label, name]) => {
        const speed = cpu('typesafe-i18n') / cpu(name);
        const isOurs = name === 'kapwa';
        return [
          label,
          `${cpu(name).toFixed(2)} µs`,
          `${speed.toFixed(2)}x`,
          isOurs ? `>= ${LEAST}x` : '',
          isOurs ? (speed >= LEAST ? 'holds' : 'missed') : '',
        ];
      }),
    },
  ];
}
