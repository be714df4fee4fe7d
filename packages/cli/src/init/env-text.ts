/** The text of a new `.env`: which settings there are, without any value. */
export const envText = `# Settings that nobody else may see. Fill in what you need, and keep this file to yourself:
# never send it on, never put it on a website.

# Telegram: what BotFather gave when the bot was made.
#TELEGRAM_TOKEN=

# The four settings of the official WhatsApp Cloud API, from https://developers.facebook.com/apps
# (without the "#" and with your own values):

# The access token of a system user of your business account.
#WHATSAPP_TOKEN=

# The phone number id, under WhatsApp > API Setup. It is not the phone number itself.
#WHATSAPP_PHONE_NUMBER_ID=

# The app secret, under App settings > Basic.
#WHATSAPP_APP_SECRET=

# A word of your own. Type the same one under WhatsApp > Configuration > Webhook.
#WHATSAPP_VERIFY_TOKEN=

# Where the bot listens, if not at port 3000.
#PORT=3000

# A PostgreSQL database to keep the bot's data in, if not the folder data:
# postgresql://user:password@host:5432/database
#KAPWA_DATABASE_URL=
`;
