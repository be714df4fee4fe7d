import { storeContract } from '@kapwa/testing/contracts';
import { newPlace } from './new-place.js';

storeContract('PostgreSQL store', { durable: true, shared: true }, newPlace);
