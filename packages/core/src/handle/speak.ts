import type { Action } from '../actions/action.js';
import type { Catalogue } from '../languages/catalogue.js';
import type { Store } from '../store/store.js';
import { plainText } from '../text/plain-text.js';
import { joinTexts, type Text, withoutMentions } from '../text/text.js';
import { languagesFor } from './languages-for.js';
import type { Asked, Part } from './part.js';
import type { Scene } from './scene.js';

/** Stands between the two languages of one post. */
const BETWEEN_LANGUAGES = '\n\n';

/**
 * One text in several languages. Only the first half mentions people, so that nobody is notified
 * twice; halves that come out the same are said once.
 */
export function inLanguages(texts: readonly Text[]): Text {
  const [first = [], ...others] = texts;
  const said = new Set([plainText(first)]);
  const rest = others.filter((text) => {
    const words = plainText(text);
    return said.has(words) ? false : said.add(words);
  });
  return joinTexts([first, ...rest.map(withoutMentions)], BETWEEN_LANGUAGES);
}

/** Puts what a handler asked for into the action that goes out, in the recipient's languages. */
export async function actionOf(
  asked: Asked,
  part: Part,
  scene: Scene,
  parts: { readonly store: Pick<Store, 'get'>; readonly catalogue: Catalogue },
): Promise<Action> {
  if ('action' in asked) return asked.action;
  const { to, key, values } = asked.say;
  const languages = await languagesFor(to, scene, part, parts.store);
  const texts = languages.map((tag) => parts.catalogue.text(part.plugin, tag, key, values));
  const text = inLanguages(texts);
  return asked.replyTo === undefined
    ? { kind: 'message.send', to, text }
    : { kind: 'message.send', to, text, replyTo: asked.replyTo };
}
