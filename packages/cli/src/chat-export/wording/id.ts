import { listed, type Wording } from './wording.js';

/** Indonesian and Malay, whose wordings overlap. */
export const id: Wording = {
  you: ['anda'],
  and: 'dan',
  encryption: listed('Pesan dan panggilan terenkripsi | Mesej dan panggilan disulitkan'),
  notices: {
    other: listed(`
      {by} menambahkan grup ini {rest} | {by} mengubah {rest} | {by} menukar {rest}
    `),
    created: listed(`
      {by} telah mencipta grup{rest} | {by} mencipta grup{rest} | {by} membuat grup{rest}
    `),
    joined: listed(`
      {by} telah menambahkan {people} | {by} menambahkan {people} | {by} telah menambah {people}
      {by} menambah {people} | {by} memasukkan {people} | {people} telah ditambahkan
      {people} ditambahkan | {people} telah ditambah | {people} telah bergabung{rest}
      {people} bergabung{rest} | {people} telah menyertai{rest} | {people} menyertai{rest}
    `),
    left: listed(`
      {people} telah keluar | {people} keluar
    `),
    removed: listed(`
      {by} telah mengeluarkan {people} | {by} mengeluarkan {people}
      {people} telah dikeluarkan | {people} dikeluarkan | {people} telah dibuang
    `),
    verbs: listed(`
      mengubah | menukar | menambahkan | menambah | membuat grup | mencipta grup | mengeluarkan
    `),
  },
  omitted: listed(`
    Media tidak disertakan | Media disingkirkan | Media dikecualikan | gambar tidak disertakan
    video tidak disertakan | audio tidak disertakan | GIF tidak disertakan
    stiker tidak disertakan | dokumen tidak disertakan | kartu kontak tidak disertakan
    imej tidak dimasukkan | video tidak dimasukkan | audio tidak dimasukkan | GIF tidak dimasukkan
    pelekat tidak disertakan | dokumen tidak dimasukkan | kad kenalan tidak dimasukkan
  `),
  fileAttached: listed('file terlampir | fail dilampirkan'),
  attachedFile: listed('terlampir | dilampir'),
  deleted: listed(`
    Pesan ini dihapus | Pesan ini telah dihapus | Anda menghapus pesan ini
    Anda telah menghapus pesan ini | Pesan ini dihapus oleh admin
    Mesej ini telah dipadam | Anda telah memadamkan mesej ini
  `),
  deletedBy: listed('Pesan ini dihapus oleh admin * | Mesej ini telah dipadamkan oleh pentadbir *'),
  edited: listed(
    'Pesan ini diedit | Pesan ini telah diedit | Mesej ini telah diedit | Mesej ini diedit',
  ),
  absent: listed(`
    Menunggu pesan ini. Ini mungkin membutuhkan waktu beberapa saat
    Menunggu untuk mesej ini. Ini mungkin mengambil seketika
    lokasi terkini dibagikan | lokasi terkini dikongsi
  `),
};
