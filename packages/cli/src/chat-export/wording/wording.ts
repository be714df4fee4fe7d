/**
 * What WhatsApp writes into exports in one language. To teach the reader a language, add a file
 * like its neighbours and name it in `all-wordings.ts`. Wordings of every app version side by side
 * do no harm; each must be exactly what an export of that language holds.
 */
export interface Wording {
  readonly notices?: NoticeWording;
  /** How the notice about encryption begins, with which nearly every export begins. */
  readonly encryption?: readonly string[];
  /** Words for the exporting person where a name would stand. */
  readonly you?: readonly string[];
  /** The word between the last two names of a list. */
  readonly and?: string;
  /** `<Media omitted>` and `image omitted`. */
  readonly omitted?: readonly string[];
  /** The words after the name: `photo.jpg (file attached)`. */
  readonly fileAttached?: readonly string[];
  /** The words before the name: `<attached: photo.jpg>`. */
  readonly attachedFile?: readonly string[];
  /** A message taken back by its author or an admin. */
  readonly deleted?: readonly string[];
  /** A deletion that names the admin, `*` being the name. */
  readonly deletedBy?: readonly string[];
  /** `<This message was edited>`, without the brackets. */
  readonly edited?: readonly string[];
  /** Content that is not there: not yet decrypted, seen once, or a live position. */
  readonly absent?: readonly string[];
}

/**
 * Templates of notices, the more particular before the more general. `{people}`: whom it is about,
 * `{by}`: who did it, `{rest}`: anything, `{e}`: an ending for gender. `{you}` and `{you-by}` stand
 * for no text and say that the exporting person is meant. A final stop is ignored.
 */
interface NoticeWording {
  /** Tried first: notices that would otherwise pass for one of the kinds below. */
  readonly other: readonly string[];
  readonly created: readonly string[];
  readonly joined: readonly string[];
  readonly left: readonly string[];
  readonly removed: readonly string[];
  /** Words of which one is enough to tell a notice with a colon in it from a name. */
  readonly verbs: readonly string[];
}

/** One wording a line, or several on a line with `|` between them. */
export function listed(text: string): readonly string[] {
  return text
    .split(/[|\n]/)
    .map((wording) => wording.trim())
    .filter((wording) => wording !== '');
}
