/** Webhooks as Meta sends them, for the number the tests use. */

export const phoneNumberId = '106540352242922';
/** 19 November 2026, 10:00 UTC, in seconds as Meta writes it. */
export const sentAt = '1795082400';
export const sentAtMs = 1_795_082_400_000;

export const contact = {
  profile: { name: 'Amina Otieno' },
  wa_id: '254700000001',
  user_id: 'KE.13491208655302741918',
};

type Json = Readonly<Record<string, unknown>>;

/** A message of Amina's; what is given replaces what is there. */
export function message(content: Json = {}): Json {
  return {
    from: '254700000001',
    from_user_id: 'KE.13491208655302741918',
    id: 'wamid.HBgLone',
    timestamp: sentAt,
    type: 'text',
    text: { body: 'rules' },
    ...content,
  };
}

/** One change that tells these. */
export function change(value: Json, field = 'messages'): Json {
  const metadata = { display_phone_number: '15550783881', phone_number_id: phoneNumberId };
  return { field, value: { messaging_product: 'whatsapp', metadata, ...value } };
}

/** A webhook with an entry for each list of changes. */
export function webhook(...entries: readonly (readonly Json[])[]): Json {
  return {
    object: 'whatsapp_business_account',
    entry: entries.map((changes) => ({ id: '102290129340398', changes })),
  };
}

/** A webhook with these messages, all in one change. */
export function webhookWith(...messages: readonly Json[]): Json {
  return webhook([change({ contacts: [contact], messages })]);
}
