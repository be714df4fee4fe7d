import { error, type Remark, warning } from '../finding.js';
import { pluralFormsOf } from '../plural-forms.js';
import { placeholdersIn, type TextInLocale, withoutPlaceholders } from '../text-in-locale.js';

/** Placeholders, their form and whether they are those of English. */
export function placeholderRules(one: TextInLocale): readonly Remark[] {
  const form = formRemarks(one.text);
  return form.length > 0 ? form : [...nameRemarks(one), ...countRemarks(one)];
}

function formRemarks(text: string): readonly Remark[] {
  const remarks: Remark[] = [];
  if (text.includes('$t(')) {
    remarks.push(error('nesting-forbidden', 'Write the words themselves: "$t(" is not allowed.'));
  }
  if (/\{\s*\w+\s*,\s*(plural|select|selectordinal)\b/.test(text)) {
    const message =
      'This is the form of another system. Write one text for each plural form, such as "…_one" and "…_other".';
    return [...remarks, error('icu-syntax', message)];
  }
  if (/[{}｛｝]/.test(withoutPlaceholders(text))) {
    const message =
      'A brace is missing or too many: a placeholder is written {{name}}, exactly so.';
    remarks.push(error('placeholder-malformed', message));
  }
  return remarks;
}

/** Of a plural form the number is looked at by itself: some forms need not name it. */
function nameRemarks({ text, source, note, plural }: TextInLocale): readonly Remark[] {
  const counts = (name: string): boolean => plural === undefined || name !== 'count';
  const [own, wanted] = [placeholdersIn(text), placeholdersIn(source)].map((names) =>
    names.filter(counts),
  ) as [string[], string[]];
  const isMention = (name: string): boolean => note.vars?.[name]?.kind === 'mention';
  const missing = [...new Set(wanted)].filter((name) => !own.includes(name));
  const mentions = missing.filter(isMention);
  const others = missing.filter((name) => !isMention(name));
  const unknown = [...new Set(own)].filter((name) => !wanted.includes(name));
  const twice = [...new Set(own)].filter(
    (name) => isMention(name) && own.indexOf(name) !== own.lastIndexOf(name),
  );
  return [
    ...mentions.map((name) =>
      error('mention-missing', `{{${name}}} is missing: the person would not be told of it.`),
    ),
    ...twice.map((name) =>
      warning('mention-missing', `{{${name}}} stands here twice: the person is told of it twice.`),
    ),
    ...(others.length === 0
      ? []
      : [error('placeholder-missing', `${listed(others)} of the English text is missing.`)]),
    ...(unknown.length === 0
      ? []
      : [error('placeholder-unknown', `The English text has no ${listed(unknown)}.`)]),
  ];
}

function listed(names: readonly string[]): string {
  return names.map((name) => `{{${name}}}`).join(', ');
}

/** A form that several numbers take has to say which one it is. */
function countRemarks({ tag, text, source, plural, isSource }: TextInLocale): readonly Remark[] {
  if (plural === undefined || isSource || plural.category === 'zero') return [];
  if (pluralFormsOf(tag).single.includes(plural.category)) return [];
  if (!placeholdersIn(source).includes('count') || placeholdersIn(text).includes('count'))
    return [];
  const message = `"_${plural.category}" is said for several numbers in this language, so {{count}} has to be in it.`;
  return [error('plural-needs-count', message)];
}
