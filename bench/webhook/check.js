/** What has to be right before it is measured how fast it is. */
import assert from 'node:assert/strict';
import { bodyOf, signatureOf } from './requests.js';

/** Numbers of messages that no measurement uses. */
const FIRST = 90_000_000;

/** Fails unless a server treats webhooks as it must; `handled` tells how many messages it has handled. */
export async function check(port, handled) {
  const post = async (body, signature) => {
    const headers = { 'content-type': 'application/json' };
    if (signature !== undefined) headers['x-hub-signature-256'] = signature;
    const url = `http://127.0.0.1:${port}/webhooks/whatsapp`;
    const response = await fetch(url, { method: 'POST', headers, body });
    return response.status;
  };
  const expect = async (what, [body, signature], status, count) => {
    const before = await handled();
    assert.equal(await post(body, signature), status, `${what}: the status`);
    assert.equal((await handled()) - before, count, `${what}: how many messages were handled`);
  };
  const n = FIRST;
  const one = bodyOf([[[n]]]);
  const batch = bodyOf([[[n + 1, n + 2, n + 3]], [[n + 4]], [[n + 5]]]);
  await expect('a batch', [batch, signatureOf(batch)], 200, 5);
  await expect('a forged signature', [one, signatureOf(one, 'another')], 401, 0);
  await expect('no signature', [one], 401, 0);
  await expect('a message', [one, signatureOf(one)], 200, 1);
  await expect('the same message again', [one, signatureOf(one)], 200, 0);
  await expect('signed, but no JSON', ['{"entry":', signatureOf('{"entry":')], 400, 0);
}
