/** How much of a list is to be seen before and after its current entry, in pixels, where there is room. */
const BEFORE = 32;
const AFTER = 80;

/**
 * Where a list of `room` pixels, scrolled by `scrolled`, is to be scrolled to so that an entry is in sight; undefined: it
 * is. The entry itself goes before what stands around it.
 */
export function scrollFor(top: number, height: number, scrolled: number, room: number): number | undefined {
  const spare = Math.max(0, room - height);
  const above = top - scrolled;
  if (above >= Math.min(BEFORE, spare) && above <= Math.max(room - AFTER, Math.min(BEFORE, spare)))
    return undefined;
  return top - Math.min(room * 0.6, spare);
}
