/** What may be said on the command line. */
export interface RehearseOptions {
  readonly community?: string;
  readonly group?: string;
  readonly country?: string;
  readonly dateOrder?: 'dmy' | 'mdy' | 'ymd';
}
