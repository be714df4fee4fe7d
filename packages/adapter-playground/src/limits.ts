/**
 * The longest message, in UTF-16 units. WhatsApp and Telegram both take 4096, so what fits here
 * fits there.
 */
export const maxText = 4096;
