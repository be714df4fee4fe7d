/** What a message holds besides its address, in the form of the Graph API. */
export type Content = Readonly<Record<string, unknown>>;

/** A message of words. */
export function textContent(body: string): Content {
  return { type: 'text', text: { body, preview_url: false } };
}
