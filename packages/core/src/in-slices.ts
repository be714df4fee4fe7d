/** How long work that can be cut in slices may hold up everything else, ms. */
const SLICE = 2;

/** Lets others have their turn whenever a slice is over. */
export interface Slices {
  isOver(): boolean;
  pause(): Promise<void>;
}

/** Begins the first slice. */
export function inSlices(): Slices {
  let began = performance.now();
  return {
    isOver: () => performance.now() - began >= SLICE,
    async pause() {
      await new Promise((resolve) => setImmediate(resolve));
      began = performance.now();
    },
  };
}
