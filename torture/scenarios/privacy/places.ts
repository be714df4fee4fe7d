import type { CanaryKind } from './canaries.js';

interface Rule {
  /** What may stand there; everything else is a leak. */
  readonly may: readonly CanaryKind[];
  readonly because: string;
}

/** Everything that leaves the bot, and what may be found there of people and secrets. */
export const places = {
  log: { may: [], because: 'it is kept and read by whoever looks after the server' },
  'error message': { may: [], because: 'it is shown, logged and sent to others' },
  metrics: { may: [], because: 'they are numbers' },
  page: { may: [], because: 'anybody may ask for it' },
  audit: { may: [], because: 'it has pseudonyms, and stays for ever' },
  'list of dead letters': { may: [], because: 'it says what failed, not what was written' },
  'temporary file': { may: [], because: 'nobody looks after it' },
  'name of a file': { may: [], because: 'it is seen without opening anything' },
  'command about the community': {
    may: ['listed'],
    because: 'it quotes community.yaml to whoever has written it',
  },
  'settings of the folder': {
    may: ['secret', 'listed'],
    because: 'whoever runs the bot put it there',
  },
  'what is kept of somebody': {
    may: ['name', 'number', 'listed'],
    because: 'somebody asked to see it',
  },
  rehearsal: {
    may: ['name', 'number', 'words', 'link'],
    because: 'it shows an exported chat to whoever has it',
  },
  'file of a stopped bot': {
    may: ['name', 'number', 'listed', 'givenUp'],
    because: 'people are kept until they erase themselves, what was given up for seven days',
  },
  'file after eight days': {
    may: ['name', 'number', 'listed'],
    because: 'people are kept until they erase themselves',
  },
  'file after an erasure': { may: ['listed'], because: 'whoever is erased is gone' },
} as const satisfies Readonly<Record<string, Rule>>;

export type Place = keyof typeof places;

/** Something that has left the bot. */
export interface Output {
  readonly place: Place;
  /** Which one: a command, the name of a file. */
  readonly of: string;
  readonly text: string;
}
