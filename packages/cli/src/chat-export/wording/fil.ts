import { listed, type Wording } from './wording.js';

/** Filipino. */
export const fil: Wording = {
  you: ['ikaw'],
  and: 'at',
  encryption: listed('Ang mga mensahe at tawag | Naka-end-to-end encrypt'),
  notices: {
    other: [],
    created: listed(`
      Binuo mo ang grupong {rest}{you-by} | Binuo ni {by} ang grupong {rest}
      Ginawa ni {by} ang grupong {rest} | Ginawa ni {by} ang group {rest}
    `),
    joined: listed(`
      Dinagdag ka ni {by}{you} | Idinagdag ka ni {by}{you} | Idinagdag mo si {people}{you-by}
      Idinagdag ni {by} si {people} | Idinagdag ni {by} sina {people} | {people} ay naisali
      Kasali ka na{you} | Sumali ka gamit {rest}{you} | Si {people} ay sumali {rest}
      Sumali si {people} gamit {rest} | Sumali si {people}
    `),
    left: listed(`
      Umalis ka{you} | Umalis si {people} | Si {people} ay umalis
    `),
    removed: listed(`
      Inalis ka ni {by}{you} | Ikaw ay inalis{you} | Inalis mo si {people}{you-by}
      Inalis ni {by} si {people} | Inalis si {people}
    `),
    verbs: listed('binago ni | binuo ni | ginawa ni | idinagdag ni | inalis ni | pinalitan ni'),
  },
  omitted: listed('Walang kalakip na media | Inalis ang media'),
  fileAttached: ['nakalakip na file'],
  deleted: listed(`
    Itong mensahe ay binura na | Binura mo itong mensahe | Binura ang mensaheng ito
    Na-delete ang mensaheng ito | Dinelete mo ang mensaheng ito
  `),
  edited: listed('Na-edit ang mensaheng ito | In-edit ang mensaheng ito'),
  absent: listed('ibinahagi ang live na lokasyon'),
};
