/**
 * Does something one after the other: asked for while it is being done, it is done once more, and all
 * who asked meanwhile share that.
 */
export function oneAtATime(work: () => Promise<void>): () => Promise<void> {
  let doing: Promise<void> | undefined;
  let next: Promise<void> | undefined;
  const begin = (): Promise<void> => {
    doing = work().finally(() => {
      doing = undefined;
    });
    return doing;
  };
  return () => {
    if (next !== undefined) return next;
    if (doing === undefined) return begin();
    next = doing
      .catch(() => undefined)
      .then(() => {
        next = undefined;
        return begin();
      });
    return next;
  };
}
