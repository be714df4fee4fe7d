// Started and killed by the scenario: moves a folder into a database, and says when it begins to.
import { writeSync } from 'node:fs';
import { readEmbeddedStore } from '@kapwa/core';
import { fillPostgres } from '@kapwa/storage-postgres';

const [folder = '', url = '', schema = ''] = process.argv.slice(2);
const { tables, wasThere } = await readEmbeddedStore(folder, (contents) => {
  writeSync(1, 'begun\n');
  return fillPostgres(contents, { url, schema });
});
writeSync(1, `${JSON.stringify({ tables, wasThere })}\n`);
