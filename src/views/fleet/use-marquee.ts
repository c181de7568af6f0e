import { type RefObject, useEffect, useRef, useState } from 'react';
import type { Box } from '../stage/boxes.ts';
import type { StageLayout } from '../stage/place.ts';

/** A pointer that moved less than this clicks. px */
const STILL = 5;

/** A box that is drawn with the pointer over dots selects them; it begins on a fleet or on the ground. */
export function useMarquee(
  root: RefObject<HTMLElement | null>,
  layout: StageLayout | undefined,
  onSelect: (names: readonly string[]) => void,
): Box | undefined {
  const [box, setBox] = useState<Box>();
  const select = useRef(onSelect);
  useEffect(() => {
    select.current = onSelect;
  });
  useEffect(() => {
    const element = root.current;
    if (element === null || layout === undefined) return undefined;
    return listen(element, layout, setBox, (names) => select.current(names));
  }, [root, layout]);
  return box;
}

function listen(
  element: HTMLElement,
  layout: StageLayout,
  onBox: (box: Box | undefined) => void,
  onSelect: (names: readonly string[]) => void,
): () => void {
  let begun: PointerEvent | undefined;
  let drawn: Box | undefined;
  const onDown = (event: PointerEvent) => {
    if (event.button === 0 && event.pointerType !== 'touch' && onGround(event.target)) begun = event;
  };
  const onMove = (event: PointerEvent) => {
    if (begun?.pointerId !== event.pointerId) return;
    const far = Math.hypot(event.clientX - begun.clientX, event.clientY - begun.clientY) >= STILL;
    if (drawn === undefined && !far) return;
    drawn = boxBetween(element, begun, event);
    onBox(drawn);
  };
  const onUp = (event: PointerEvent) => {
    if (begun?.pointerId !== event.pointerId) return;
    begun = undefined;
    if (drawn === undefined) return;
    const names = namesWithin(layout, drawn);
    drawn = undefined;
    onBox(undefined);
    // The click that ends the drag is not one on a dot.
    window.addEventListener('click', swallow, { capture: true, once: true });
    setTimeout(() => window.removeEventListener('click', swallow, { capture: true }), 0);
    if (names.length > 0) onSelect(names);
  };
  element.addEventListener('pointerdown', onDown);
  window.addEventListener('pointermove', onMove);
  window.addEventListener('pointerup', onUp);
  return () => {
    element.removeEventListener('pointerdown', onDown);
    window.removeEventListener('pointermove', onMove);
    window.removeEventListener('pointerup', onUp);
  };
}

function swallow(event: MouseEvent): void {
  event.stopPropagation();
  event.preventDefault();
}

function onGround(target: EventTarget | null): boolean {
  if (!(target instanceof Element)) return false;
  return target.closest('.fleet') !== null || target.classList.contains('topology');
}

/** In the units of the drawing, however it is scaled. */
function boxBetween(element: HTMLElement, from: PointerEvent, to: PointerEvent): Box | undefined {
  const drawing = element.querySelector<SVGGElement>('.topology > g')?.getScreenCTM()?.inverse();
  if (drawing === undefined) return undefined;
  const [a, b] = [from, to].map(({ clientX, clientY }) =>
    new DOMPoint(clientX, clientY).matrixTransform(drawing),
  );
  if (a === undefined || b === undefined) return undefined;
  return {
    left: Math.min(a.x, b.x),
    right: Math.max(a.x, b.x),
    top: Math.min(a.y, b.y),
    bottom: Math.max(a.y, b.y),
  };
}

function namesWithin({ fleets }: StageLayout, { left, right, top, bottom }: Box): readonly string[] {
  return fleets
    .flatMap(({ cells }) => cells)
    .filter(({ x, y }) => x >= left && x <= right && y >= top && y <= bottom)
    .map(({ name }) => name);
}
