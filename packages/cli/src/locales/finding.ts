/** Every rule a locale file is held to, with how grave it is to break it. */
export type LocaleRule =
  | 'invalid-json'
  | 'duplicate-key'
  | 'missing-file'
  | 'missing-key'
  | 'extra-key'
  | 'type-mismatch'
  | 'placeholder-missing'
  | 'placeholder-unknown'
  | 'placeholder-malformed'
  | 'mention-missing'
  | 'plural-missing'
  | 'plural-extra'
  | 'plural-needs-count'
  | 'untranslated'
  | 'too-long'
  | 'bidi-unbalanced'
  | 'bidi-control-forbidden'
  | 'wrong-script'
  | 'mixed-script-word'
  | 'markup-mismatch'
  | 'literal-changed'
  | 'nesting-forbidden'
  | 'icu-syntax'
  | 'empty'
  | 'whitespace'
  | 'not-nfc'
  | 'locale-tag'
  | 'duplicate-option'
  | 'keyword-collision'
  | 'stale';

/** One thing that is wrong in a folder of locales; its JSON is a contract with other programs. */
export interface LocaleFinding {
  /** The name of the language's folder. */
  readonly locale: string;
  /** Null where the folder itself is meant. */
  readonly namespace: string | null;
  /** The whole key; null where the whole file is meant. */
  readonly key: string | null;
  readonly rule: LocaleRule;
  readonly severity: 'error' | 'warning';
  readonly message: string;
  /** `plural-missing`: the form that is. */
  readonly category?: string;
}

/** A finding with its place, for people. */
export interface PlacedLocaleFinding {
  readonly finding: LocaleFinding;
  readonly file: string;
  readonly line?: number;
  readonly source?: string;
  readonly text?: string;
}

/** What one rule says of one text. */
export interface Remark {
  readonly rule: LocaleRule;
  readonly severity: 'error' | 'warning';
  readonly message: string;
}

/** An error: the text is not used, and English is said instead. */
export function error(rule: LocaleRule, message: string): Remark {
  return { rule, severity: 'error', message };
}

/** A warning: the text is used. */
export function warning(rule: LocaleRule, message: string): Remark {
  return { rule, severity: 'warning', message };
}
