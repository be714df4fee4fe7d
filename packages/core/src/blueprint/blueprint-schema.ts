import type { z } from 'zod';
import { groupKinds, whoMay } from '../model/group.js';
import { EVERYTHING, templateButtons, templateHeaders, templateValues } from '../model/template.js';
import { zod } from '../read-when-used.js';
import { schema } from '../schema.js';
import { readCountry } from './countries.js';
import {
  entries,
  line,
  list,
  localised,
  oneOf,
  optional,
  readBy,
  section,
  text,
  withDefault,
  yesOrNo,
} from './fields.js';
import { readLanguageTag } from './language-tags.js';
import { retention } from './retention-fields.js';
import { readDisappearing } from './spans.js';
import { readTimeOfDay } from './time-of-day.js';
import { readTimeZone } from './time-zones.js';

const language = () => readBy('a language code such as "en" or "fil"', readLanguageTag);
const country = () => readBy('two letters for a country, such as "PH" or "KE"', readCountry);
const timeZone = () => readBy('a time zone such as "Asia/Manila"', readTimeZone);
const timeOfDay = () => readBy('a time of day such as "21:00"', readTimeOfDay);
/** YAML reads `off` as a word in one version and as `false` in another. */
const disappearing = () =>
  zod().preprocess(
    (value) => (value === false ? 'off' : value),
    readBy('"24 hours", "7 days", "90 days" or "off"', readDisappearing),
  );
const address = () => line('the address the messenger uses, in quotes');
const addresses = () =>
  zod().preprocess(
    (value) => (value === null ? [] : value),
    list(address(), 'one address in quotes, or a list of them'),
  );

const community = () =>
  section(
    {
      key: optional(line('a short name such as "health-workers"')),
      name: line('the name of the community'),
      purpose: localised(
        text('in a sentence or two what the community is for'),
        language(),
        'in a sentence or two what the community is for',
      ),
      languages: withDefault(
        list(language(), 'a list of language codes, the main one first: [en, sw]').pipe(
          zod().array(zod().string()).min(1, 'Write at least one language code, such as [en].'),
        ),
        ['en'],
      ),
      timeZone: timeZone(),
      countries: withDefault(list(country(), 'a list of country codes: [PH, KE]'), []),
      quietHours: optional(
        section({ from: timeOfDay(), to: timeOfDay() }, '{ from: "21:00", to: "06:00" }'),
      ),
      dryRun: optional(
        list(line('the short name of a plugin or group'), 'a list of plugins and groups'),
      ),
    },
    'its name, purpose and timeZone below it',
  );

const rule = () =>
  section(
    {
      key: line('a short name such as "be-kind"'),
      text: entries(
        language(),
        text('the rule in this language'),
        'the rule by language, as in { en: Be kind. }',
      ),
    },
    '"key" and "text"',
  );

const role = () =>
  section(
    {
      scope: withDefault(oneOf(['community', 'group']), 'community'),
      permissions: list(
        line('a permission such as "message.delete"').regex(
          /^(\*|[a-z][a-z-]*\.(\*|[a-z][a-z-]*))$/,
          'A permission is a thing and what may be done with it, such as "message.delete".',
        ),
        'a list such as [message.delete]',
      ),
    },
    'its permissions below it',
  );

const person = () =>
  section(
    {
      name: optional(line('what they are called')),
      language: optional(language()),
      roles: withDefault(list(line('the name of a role'), 'a list of roles'), []),
      accounts: withDefault(
        entries(
          zod().string(),
          addresses(),
          'an address by messenger, as in { whatsapp: "+63..." }',
        ),
        {},
      ),
    },
    'their name, roles and accounts below it',
  );

const group = () =>
  section(
    {
      name: optional(
        localised(line('the name of the group', 100), language(), 'the name of the group'),
      ),
      kind: withDefault(oneOf(groupKinds), 'general'),
      purpose: optional(
        localised(
          text('in a sentence what the group is for'),
          language(),
          'in a sentence what the group is for',
        ),
      ),
      tags: withDefault(list(line('a word'), 'a list of words'), []),
      languages: optional(
        list(language(), 'one or two language codes: [en, sw]').pipe(
          zod()
            .array(zod().string())
            .min(1, 'Write one or two language codes, such as [en, sw].')
            .max(2, 'A group speaks one or two languages: a longer post is read by nobody.'),
        ),
      ),
      posting: optional(oneOf(whoMay)),
      editing: optional(oneOf(whoMay)),
      adding: optional(oneOf(whoMay)),
      approval: optional(yesOrNo()),
      disappearing: optional(disappearing()),
      listed: optional(yesOrNo()),
      admins: withDefault(list(line('the short name of a person'), 'a list of people'), []),
      roles: withDefault(
        entries(
          zod().string(),
          list(line('the name of a role'), 'a list of roles'),
          'the roles people have in this group, as in { ana: [translator] }',
        ),
        {},
      ),
      chat: withDefault(
        entries(
          zod().string(),
          address(),
          'an address by messenger, as in { whatsapp: "1203...@g.us" }',
        ),
        {},
      ),
      country: optional(country()),
      timeZone: optional(timeZone()),
      plugins: optional(
        entries(
          zod().string(),
          yesOrNo(),
          'which plugins are off in this group, as in { conduct: no }',
        ),
      ),
    },
    'its name and purpose below it',
  );

/** `false` (also `no` or `off`) switches a plugin off; left empty it runs with its defaults. */
const pluginOptions = () =>
  zod().preprocess(
    (value) => {
      const word = typeof value === 'string' ? value.trim().toLowerCase() : value;
      if (word === null || word === true || word === 'yes' || word === 'on') return {};
      return word === 'no' || word === 'off' ? false : value;
    },
    zod().union([zod().literal(false), zod().record(zod().string(), zod().unknown())], {
      error: 'Write the settings of the plugin below its name, or "no" to switch it off.',
    }),
  );

const MOST_COLD = 50;
const coldPerDay = () =>
  zod()
    .int(`Write how many people a day, from 0 to ${MOST_COLD}.`)
    .min(0, `Write how many people a day, from 0 to ${MOST_COLD}.`)
    .max(MOST_COLD, `More than ${MOST_COLD} a day is what numbers are blocked for.`);

/** Whether the risks of a linked device have been read and taken, and how far they are taken. */
const whatsapp = () =>
  section(
    { unofficialClient: optional(oneOf(['accepted'])), coldPerDay: optional(coldPerDay()) },
    '"unofficialClient: accepted" below it, once you have read docs/whatsapp-baileys.md',
  );

/** A language of a template, in the messenger's own form: WhatsApp writes `pt_BR`. */
const templateLanguage = () =>
  readBy('a language code such as "en_US" or "sw"', (code) => {
    const reading = readLanguageTag(code);
    return reading.ok ? { ok: true, value: code.trim() } : reading;
  });

const template = () =>
  section(
    {
      languages: withDefault(
        list(
          templateLanguage(),
          'a list of the languages it is approved in, as the messenger writes them: [en_US, sw]',
        ).pipe(
          zod().array(zod().string()).min(1, 'Write at least one language code, such as [en_US].'),
        ),
        ['en'],
      ),
      header: optional(oneOf(templateHeaders)),
      parameters: withDefault(
        list(oneOf(templateValues), 'a list of what is put into its places: [community]'),
        [],
      ),
      buttons: optional(
        list(oneOf(templateButtons), 'a list of its buttons in their order: [start]').pipe(
          zod().array(zod().enum(templateButtons)).max(10, 'WhatsApp allows 10 buttons.'),
        ),
      ),
      serves: withDefault(
        list(
          line('what it is for: "everything", or a plugin such as "onboarding"').regex(
            /^[a-z][a-z0-9-]*(\.[a-z][a-z0-9-]*)?$/,
            'Write "everything", the name of a plugin, or one kind of message of it, such as "onboarding.welcome".',
          ),
          'a list of what it is for: [everything]',
        ),
        [EVERYTHING],
      ),
    },
    'its languages and parameters below it',
  );

/** Everything `community.yaml` may say, and what each part must look like. */
export const blueprintSchema = schema(() =>
  section(
    {
      community: community(),
      rules: withDefault(
        zod().array(rule(), { error: 'Write the rules as a list: each begins with "- key:".' }),
        [],
      ),
      roles: withDefault(entries(zod().string(), role(), 'the name of each role below it'), {}),
      people: withDefault(
        entries(zod().string(), person(), 'the short name of each person below it'),
        {},
      ),
      groups: withDefault(
        entries(zod().string(), group(), 'the short name of each group below it'),
        {},
      ),
      plugins: withDefault(
        entries(zod().string(), pluginOptions(), 'the name of each plugin below it'),
        {},
      ),
      /** Read by whoever loads plugins: to core they are given as values. */
      morePlugins: withDefault(
        list(line('the file of a plugin, such as "./office-hours.js"'), 'a list of files'),
        [],
      ),
      templates: withDefault(
        entries(zod().string(), template(), 'the name of each template below it'),
        {},
      ),
      adapters: withDefault(
        entries(zod().string(), zod().unknown(), 'the name of each messenger below it'),
        {},
      ),
      whatsapp: optional(whatsapp()),
      retention: optional(retention()),
    },
    '"community:" with name, purpose and timeZone below it',
  ),
);

/** What `community.yaml` said, each value in its proper form. */
export type BlueprintFile = z.output<typeof blueprintSchema>;
