/**
 * The values a message takes, by message key: `{ 'thanks.line': { giver: Value } }`. Made from the
 * English locale file by `npm run generate`, so a missing value is a compile error.
 */
export type Messages = Readonly<Record<string, object>>;

/** A locale folder, `<tag>/<namespace>.json` below it, with the type of the messages in it. */
export interface LocaleFolder<Known extends Messages = Messages> {
  readonly url: URL;
  /** Only a type: never set. */
  readonly messages?: Known;
}

/** Points at a plugin's locale folder and tells the compiler which messages are in it. */
export function localesIn<Known extends Messages>(url: URL): LocaleFolder<Known> {
  return { url };
}
