import { storeContract } from '@kapwa/testing/contracts';
import { createMemoryStore } from '../../src/index.js';

storeContract('the memory store', { durable: false, shared: true }, () => ({
  make: () => createMemoryStore(),
}));
