// Copies a folder, says where to, and then has all the time in the world.
import { copyOfData } from '../../src/plan/copy-of-data.js';

const { folder } = await copyOfData(process.argv[2] ?? '');
process.stdout.write(`${folder}\n`);
setInterval(() => undefined, 1_000);
