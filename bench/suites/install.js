import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));
const npm = (args, cwd) => execFileSync('npm', args, { cwd, encoding: 'utf8', stdio: 'pipe' });
const readJson = (file) => JSON.parse(readFileSync(file, 'utf8'));

/** The tarball of a package of ours, as it would be published. */
function pack(name, to) {
  const cwd = join(root, 'packages', name);
  const [{ filename }] = JSON.parse(npm(['pack', '--json', '--pack-destination', to], cwd));
  return join(to, filename);
}

/** All files below a folder, with their sizes in bytes. */
function filesIn(folder) {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name !== '.package-lock.json')
    .map(({ parentPath, name }) => {
      const path = join(parentPath, name);
      return { path, bytes: statSync(path).size };
    });
}

const sum = (files) => files.reduce((total, { bytes }) => total + bytes, 0);

/** Programs and their types; the rest is what the bot says in its languages, and what people read. */
const isCode = ({ path }) => /\.(js|cjs|d\.ts)$/.test(path);

/** What npm puts on the disk for someone who asks for these. */
function install(wanted) {
  const folder = mkdtempSync(join(tmpdir(), 'kapwa-install-'));
  try {
    writeFileSync(join(folder, 'package.json'), '{"private":true}');
    npm(['install', '--no-audit', '--no-fund', '--ignore-scripts', ...wanted], folder);
    const { packages } = readJson(join(folder, 'package-lock.json'));
    const files = filesIn(join(folder, 'node_modules'));
    const ours = files.filter(({ path }) => path.includes('/node_modules/@kapwa/'));
    const copies = ours.filter(({ path }) => /@kapwa\/core\/dist\/(zod|croner)\.cjs$/.test(path));
    return {
      files: files.length,
      bytes: sum(files),
      packages: Object.keys(packages).length - 1,
      code: sum(ours.filter(isCode)) - sum(copies),
      texts: sum(ours.filter((file) => !isCode(file))),
      copies: sum(copies),
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const MOST = { bytes: 12e6, packages: 15, code: 1e6 };
const mb = (bytes) => `${(bytes / 1e6).toFixed(2)} MB`;
const verdict = (value, most) => (value <= most ? 'holds' : 'missed');

/** What an installation puts on the disk: nothing is timed, so once is enough. */
export async function run({ told }) {
  const packed = mkdtempSync(join(tmpdir(), 'kapwa-packed-'));
  try {
    told('install, packing');
    const [core, telegram, whatsapp] = ['core', 'adapter-telegram', 'adapter-whatsapp'].map(
      (name) => pack(name, packed),
    );
    const { peerDependencies } = readJson(join(root, 'packages/adapter-whatsapp/package.json'));
    told('install, core and Telegram');
    const lean = install([core, telegram]);
    told('install, core and WhatsApp as a linked device');
    const linked = install([core, whatsapp, `baileys@${peerDependencies.baileys}`]);
    const row = (label, found) => [
      label,
      found.files.toLocaleString('en'),
      mb(found.bytes),
      String(found.packages),
      mb(found.code),
      mb(found.texts),
      mb(found.copies),
    ];
    return [
      {
        title: 'Install',
        note: 'Packed as they would be published, with their types, and installed into an empty folder. Texts are what the bot says in its languages, READMEs and licences.',
        head: [
          '',
          'files',
          'all of it',
          'packages',
          'our own code',
          'our own texts',
          'zod and croner in core',
        ],
        rows: [
          row('core and `adapter-telegram`', lean),
          row('core, `adapter-whatsapp` and Baileys', linked),
        ],
      },
      {
        title: 'Install: what is to hold, for core and `adapter-telegram`',
        head: ['what', 'measured', 'to hold', ''],
        rows: [
          ['all of it', mb(lean.bytes), `<= ${mb(MOST.bytes)}`, verdict(lean.bytes, MOST.bytes)],
          [
            'packages',
            String(lean.packages),
            `<= ${MOST.packages}`,
            verdict(lean.packages, MOST.packages),
          ],
          [
            'our own code, without the copies of zod and croner',
            mb(lean.code),
            `<= ${mb(MOST.code)}`,
            verdict(lean.code, MOST.code),
          ],
        ],
      },
    ];
  } finally {
    rmSync(packed, { recursive: true, force: true });
  }
}
