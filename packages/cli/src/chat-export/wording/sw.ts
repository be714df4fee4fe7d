import { listed, type Wording } from './wording.js';

/** Swahili. */
export const sw: Wording = {
  you: ['wewe'],
  and: 'na',
  encryption: listed('Ujumbe na simu | Jumbe na simu'),
  notices: {
    other: [],
    created: listed(`
      Umeunda kikundi {rest}{you-by} | {by} ameunda kikundi {rest} | {by} aliunda kikundi {rest}
    `),
    joined: listed(`
      {by} alikuongeza{rest}{you} | {by} amekuongeza{rest}{you} | Umemuongeza {people}{you-by}
      Umemwongeza {people}{you-by} | {by} amemuongeza {people} | {by} amemwongeza {people}
      {by} alimwongeza {people} | {people} ameongezwa | {people} wameongezwa | Uliongezwa{you}
      Umejiunga {rest}{you} | {people} amejiunga {rest} | {people} amejiunga
      {people} alijiunga {rest} | {people} alijiunga
    `),
    left: listed(`
      Umejitoa{you} | {people} katoka | {people} ametoka | {people} amejitoa | {people} aliondoka
      {people} ameondoka
    `),
    removed: listed(`
      {by} amekuondoa{rest}{you} | Ulitolewa{you} | Umemwondoa {people}{you-by}
      {by} amemuondoa {people} | {by} amemwondoa {people} | {by} alimwondoa {people}
      {people} iliondolewa | {people} ameondolewa | {people} aliondolewa
    `),
    verbs: listed(`
      amebadilisha | alibadilisha | ameunda kikundi | aliunda kikundi | amemuongeza | amemwongeza
    `),
  },
  omitted: listed('Media imerukwa | Media hazijajumuishwa'),
  fileAttached: ['faili limeambatanishwa'],
  deleted: listed(`
    Ujumbe huu ulifutwa | Ujumbe huu umefutwa | Umefuta ujumbe huu | Ulifuta ujumbe huu
  `),
  edited: listed('Ujumbe huu ulihaririwa | Ujumbe huu umehaririwa'),
  absent: listed('mahali mubashara pameshirikishwa'),
};
