/** From the start of the process to the first reply: `node cold/first-reply.js SUBJECT`. */
const subject = process.argv[2];
if (subject !== 'bare-node') {
  const { start } = await import(`../dispatch/subjects/${subject}.js`);
  // The texts of a plugin lie on the disk before a bot starts.
  const texts = new URL('./texts/', import.meta.url);
  const bot = await start({ plugins: 1, texts });
  await bot.send(1, 0, '/cmd0 please');
}
process.exit(0);
