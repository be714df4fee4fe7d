import { type Action, placeOfAction } from '../actions/action.js';
import type { Catalogue } from '../languages/catalogue.js';
import type { Store } from '../store/store.js';
import { plainText } from '../text/plain-text.js';
import { border, type Text, withoutMentions } from '../text/text.js';
import { languagesFor } from './languages-for.js';
import type { Asked, Part } from './part.js';
import { lacksButton, saidMenu, withButton } from './said-menu.js';
import type { Scene } from './scene.js';

/**
 * One text in several languages. Only the first half mentions people, so that nobody is notified
 * twice; halves that come out the same are said once. Where both are too long for one message of
 * a platform, each becomes a message of its own.
 */
export function inLanguages(texts: readonly Text[]): Text {
  const [first = [], ...others] = texts;
  if (others.length === 0) return first;
  const said = new Set([plainText(first)]);
  const rest = others.filter((text) => {
    const words = plainText(text);
    return said.has(words) ? false : said.add(words);
  });
  return [first, ...rest.flatMap((text) => [[border], withoutMentions(text)])].flat();
}

/** Puts what a handler asked for into the action that goes out, in the recipient's languages. */
export async function actionOf(
  asked: Asked,
  part: Part,
  scene: Scene,
  parts: { readonly store: Pick<Store, 'get'>; readonly catalogue: Catalogue },
): Promise<Action> {
  const { store, catalogue } = parts;
  if ('action' in asked) {
    const { action } = asked;
    if (!lacksButton(action)) return action;
    const [language = 'en'] = await languagesFor(placeOfAction(action), scene, part, store);
    return withButton(action, language, catalogue);
  }
  const { to, key, values } = asked.say;
  const languages = await languagesFor(to, scene, part, store);
  const text = inLanguages(languages.map((tag) => catalogue.text(part.plugin, tag, key, values)));
  return {
    kind: 'message.send',
    to,
    text,
    ...(asked.replyTo === undefined ? {} : { replyTo: asked.replyTo }),
    ...(asked.menu === undefined
      ? {}
      : { menu: saidMenu(asked.menu, languages, part.plugin, catalogue) }),
  };
}
