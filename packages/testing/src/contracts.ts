export { adapterContract, type Platform } from './contracts/adapter/adapter-contract.js';
export type { AdapterUnderTest, Place } from './contracts/adapter/under-test.js';
export { anyCharacter } from './contracts/any-character.js';
export { type LocaleContractOptions, localeContract } from './contracts/locale/locale-contract.js';
export { type StorePlace, storeContract } from './contracts/store/store-contract.js';
