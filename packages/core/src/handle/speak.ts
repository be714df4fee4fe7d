import { type Action, placeOfAction } from '../actions/action.js';
import type { Catalogue } from '../languages/catalogue.js';
import { goOn } from '../store/go-on.js';
import type { MaybePromise, Store } from '../store/store.js';
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

function messageOf(
  asked: Extract<Asked, { say: unknown }>,
  plugin: string,
  languages: readonly string[],
  catalogue: Catalogue,
): Action {
  const { say, replyTo, attachment, menu } = asked;
  const { to, key, values } = say;
  const texts = languages.map((tag) => catalogue.text(plugin, tag, key, values));
  return {
    kind: 'message.send',
    to,
    text: inLanguages(texts),
    ...(replyTo === undefined ? {} : { replyTo }),
    ...(attachment === undefined ? {} : { attachment }),
    ...(menu === undefined ? {} : { menu: saidMenu(menu, languages, plugin, catalogue) }),
  };
}

/** Puts what a handler asked for into the action that goes out, in the recipient's languages. */
export function actionOf(
  asked: Asked,
  part: Part,
  scene: Scene,
  parts: { readonly store: Pick<Store, 'get'>; readonly catalogue: Catalogue },
): MaybePromise<Action> {
  const { store, catalogue } = parts;
  if ('action' in asked) {
    const { action } = asked;
    if (!lacksButton(action)) return action;
    return goOn(languagesFor(placeOfAction(action), scene, part, store), ([language = 'en']) =>
      withButton(action, language, catalogue),
    );
  }
  return goOn(languagesFor(asked.say.to, scene, part, store), (languages) =>
    messageOf(asked, part.plugin, languages, catalogue),
  );
}
