import { listed, type Wording } from './wording.js';

/** French. */
export const fr: Wording = {
  you: ['vous'],
  and: 'et',
  encryption: listed(
    'Les messages et les appels sont chiffrés | Les messages et appels sont chiffrés',
  ),
  notices: {
    other: listed(`
      {by} a ajouté ce groupe {rest} | {by} a retiré ce groupe {rest}
    `),
    created: listed(`
      Vous avez créé {rest}{you-by} | {by} a créé le groupe{rest} | {by} a créé ce groupe
    `),
    joined: listed(`
      {by} vous a ajouté{e}{you} | Vous avez ajouté {people}{you-by} | {by} a ajouté {people}
      Vous avez été ajouté{e}{you} | {people} a été ajouté{e} | Vous avez rejoint {rest}{you}
      Vous avez intégré {rest}{you} | {people} a rejoint {rest} | {people} a intégré {rest}
    `),
    left: listed(`
      Vous êtes parti{e}{you} | Groupe quitté{you} | {people} est parti{e} | {people} a quitté {rest}
    `),
    removed: listed(`
      {by} vous a retiré{e}{you} | Vous avez retiré {people}{you-by} | {by} a retiré {people}
      Vous avez été retiré{e}{you} | {people} a été retiré{e}
    `),
    verbs: listed(`
      a modifié | a changé | a ajouté | a retiré | a créé | avez modifié | avez ajouté | avez créé
    `),
  },
  omitted: listed(`
    Médias omis | Fichier omis | image absente | vidéo absente | audio omis | GIF retiré
    sticker omis | document manquant | fiche contact manquante | image produit oubliée
    audio absent | sticker absent | document absent | GIF absent
  `),
  fileAttached: ['fichier joint'],
  attachedFile: ['pièce jointe'],
  deleted: listed('Ce message a été supprimé | Vous avez supprimé ce message'),
  deletedBy: ["Ce message a été supprimé par l'admin *"],
  edited: ['Ce message a été modifié'],
  absent: listed(`
    En attente de ce message. Ceci pourrait prendre un moment | localisation en direct partagée
  `),
};
