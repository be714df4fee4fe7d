import { listed, type Wording } from './wording.js';

/** German. */
export const de: Wording = {
  you: ['du', 'dich'],
  and: 'und',
  encryption: listed('Nachrichten und Anrufe sind Ende-zu-Ende-verschlüsselt'),
  notices: {
    other: listed(`
      {by} hat das Gruppenbild {rest} | {by} hat die Gruppenbeschreibung {rest}
      {by} hat diese Gruppe zu{rest} | {by} hat den Betreff {rest} | {by} hat den Gruppennamen {rest}
    `),
    created: listed(`
      Du hast die Gruppe{rest} erstellt{you-by} | {by} hat die Gruppe{rest} erstellt
      {by} hat diese Gruppe erstellt
    `),
    joined: listed(`
      Du hast {people} hinzugefügt{you-by} | {by} hat {people} hinzugefügt
      Du wurdest hinzugefügt{you} | {people} wurde hinzugefügt
      Du bist {rest} beigetreten{you} | {people} ist {rest} beigetreten | {people} ist beigetreten
    `),
    left: listed(`
      Du hast die Gruppe verlassen{you} | {people} hat die Gruppe verlassen
    `),
    removed: listed(`
      Du hast {people} entfernt{you-by} | {by} hat {people} entfernt
      Du wurdest entfernt{you} | {people} wurde entfernt
    `),
    verbs: listed(`
      hat den Betreff | hat die Gruppe | hat diese Gruppe | hat das Gruppenbild
      hast den Betreff | hast die Gruppe | hinzugefügt
    `),
  },
  omitted: listed(`
    Medien ausgeschlossen | Medien weggelassen | Bild weggelassen | Video weggelassen
    Audio weggelassen | GIF weggelassen | Sticker weggelassen | Dokument weggelassen
    Kontaktkarte ausgelassen | Kontaktkarte weggelassen | Produktbild ausgelassen
  `),
  fileAttached: ['Datei angehängt'],
  attachedFile: listed('Anhang | angehängt'),
  deleted: listed(`
    Diese Nachricht wurde gelöscht | Du hast diese Nachricht gelöscht
  `),
  deletedBy: listed(
    'Diese Nachricht wurde von Admin * gelöscht | Diese Nachricht wurde von einem*einer Admin gelöscht',
  ),
  edited: ['Diese Nachricht wurde bearbeitet'],
  absent: listed(`
    Warte auf diese Nachricht. Das kann einen Moment dauern | Live-Standort wird geteilt
  `),
};
