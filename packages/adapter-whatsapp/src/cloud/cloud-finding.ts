/** What was found out about the settings of the official API, in words for whoever runs the bot. */
export interface CloudFinding {
  readonly level: 'ok' | 'warning' | 'error';
  readonly about: 'network' | 'token' | 'number' | 'templates';
  /** The template it is about, by name. */
  readonly template?: string;
  readonly message: string;
  /** What to do; empty for `ok`. */
  readonly fix: string;
}
