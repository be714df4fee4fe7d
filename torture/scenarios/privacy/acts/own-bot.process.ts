// The example of a bot on grammY, with a Telegram that is told by whoever starts it.
import { once } from 'node:events';
import { withoutLoss } from '../../../../examples/own-bot/grammy.js';

const [, , token = '', apiRoot = ''] = process.argv;
const stop = await withoutLoss(token, apiRoot);
process.send?.('started');
await once(process, 'message');
await stop();
process.disconnect();
