/**
 * Tells of pointer moves over an element as soon as they happen, instead of with the next frame, where the browser can:
 * what follows the pointer by way of a worker is then a frame earlier on the screen. At most one a frame, since the move
 * itself comes with the frame as well. Returns how to stop.
 */
export function onRawMoves(element: HTMLElement, onMove: (event: PointerEvent) => void): () => void {
  let waiting = false;
  const listener = (event: Event) => {
    if (waiting || !(event instanceof PointerEvent)) return;
    waiting = true;
    requestAnimationFrame(() => {
      waiting = false;
    });
    onMove(event);
  };
  element.addEventListener('pointerrawupdate', listener);
  return () => element.removeEventListener('pointerrawupdate', listener);
}
