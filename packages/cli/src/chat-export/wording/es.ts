import { listed, type Wording } from './wording.js';

/** Spanish, of Spain and the Americas. */
export const es: Wording = {
  you: ['tú'],
  and: 'y',
  encryption: listed(
    'Los mensajes y las llamadas están cifrados | Los mensajes y llamadas están cifrados',
  ),
  notices: {
    other: listed(`
      {by} añadió este grupo {rest} | {by} agregó este grupo {rest}
      {by} eliminó la descripción {rest} | {by} eliminó este grupo {rest}
    `),
    created: listed(`
      Creaste el grupo{rest}{you-by} | Creaste este grupo{you-by}
      {by} creó el grupo{rest} | {by} creó este grupo
    `),
    joined: listed(`
      {by} te añadió{rest}{you} | {by} te agregó{rest}{you} | Añadiste a {people}{you-by}
      Agregaste a {people}{you-by} | Se te añadió {rest}{you} | Se te agregó {rest}{you}
      Se añadió a {people} | Se agregó a {people} | {by} añadió a {people} | {by} agregó a {people}
      Te uniste {rest}{you} | {people} se unió {rest} | {people} se unió
    `),
    left: listed(`
      Saliste{rest}{you} | {people} salió del grupo | {people} salió
    `),
    removed: listed(`
      {by} te eliminó{rest}{you} | Eliminaste a {people}{you-by} | Se te eliminó {rest}{you}
      Se eliminó a {people} | {by} eliminó a {people}
    `),
    verbs: listed(`
      cambió | añadió | agregó | eliminó | creó el grupo | cambiaste | añadiste | creaste | se unió
    `),
  },
  omitted: listed(`
    Multimedia omitido | Archivo omitido | imagen omitida | video omitido | audio omitido
    GIF omitido | sticker omitido | documento omitido | tarjeta de contacto omitida
    imagen del producto omitida
  `),
  fileAttached: listed('archivo adjunto | archivo adjuntado'),
  attachedFile: ['adjunto'],
  deleted: listed(`
    Se eliminó este mensaje | Este mensaje fue eliminado | Eliminaste este mensaje
    Un admin. eliminó este mensaje
  `),
  deletedBy: ['Un admin., *, eliminó este mensaje'],
  edited: listed('Se editó este mensaje | Este mensaje fue editado'),
  absent: listed(`
    Esperando el mensaje. Esto puede tomar tiempo | ubicación en tiempo real compartida
  `),
};
