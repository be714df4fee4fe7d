/**
 * The longest message, in UTF-16 units. WhatsApp and Telegram both take 4096, so what fits here
 * fits there.
 */
export const maxText = 4096;

/** The most options a poll may have; WhatsApp takes 12. */
export const maxOptions = 12;

/** The longest question or option of a poll, in UTF-16 units, as on Telegram and WhatsApp. */
export const maxQuestion = 255;
