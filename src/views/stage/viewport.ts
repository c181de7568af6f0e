import { useCallback, useEffect, useRef, useState, type RefObject } from 'react';

/** How the drawing is shown: enlarged `zoom` times, then moved by x and y in its own units. */
export interface Viewport {
  readonly zoom: number;
  readonly x: number;
  readonly y: number;
}

export const FITTED: Viewport = { zoom: 1, x: 0, y: 0 };
const MOST = 5;
/** How much a line of the wheel zooms, and one press of a button. */
const WHEEL = 0.004;
const PRESS = 1.4;

interface Size {
  readonly width: number;
  readonly height: number;
}

/** Zoomed `by` times more about a point of the drawing as it is seen; never smaller than fitted, never beyond its edges. */
export function zoomedAbout(
  view: Viewport,
  by: number,
  at: { readonly x: number; readonly y: number },
  size: Size,
): Viewport {
  const zoom = Math.min(MOST, Math.max(1, view.zoom * by));
  const share = zoom / view.zoom;
  return within({ zoom, x: at.x - (at.x - view.x) * share, y: at.y - (at.y - view.y) * share }, size);
}

export function moved(view: Viewport, dx: number, dy: number, size: Size): Viewport {
  return within({ ...view, x: view.x + dx, y: view.y + dy }, size);
}

function within({ zoom, x, y }: Viewport, size: Size): Viewport {
  const least = (length: number) => length * (1 - zoom);
  return {
    zoom,
    x: Math.min(0, Math.max(least(size.width), x)),
    y: Math.min(0, Math.max(least(size.height), y)),
  };
}

interface Controls {
  readonly view: Viewport;
  readonly fit: () => void;
  readonly zoomIn: () => void;
  readonly zoomOut: () => void;
}

/** Ctrl and wheel zoom about the pointer, as do two fingers; what is enlarged can be dragged by its ground. */
export function useViewport(svg: RefObject<SVGSVGElement | null>, size: Size, scale: number): Controls {
  const [view, setView] = useState(FITTED);
  const { width, height } = size;
  const fingers = useRef(new Map<number, { x: number; y: number }>());

  useEffect(() => {
    const element = svg.current;
    if (element === null) return undefined;
    const held = fingers.current;
    const drawn = { width, height };
    const at = (event: MouseEvent) => {
      const box = element.getBoundingClientRect();
      return { x: (event.clientX - box.left) / scale, y: (event.clientY - box.top) / scale };
    };
    const onWheel = (event: WheelEvent) => {
      if (!event.ctrlKey && !event.metaKey) return;
      event.preventDefault();
      setView((before) => zoomedAbout(before, Math.exp(-event.deltaY * WHEEL), at(event), drawn));
    };
    const onDown = (event: PointerEvent) => {
      if (event.target === element || held.size > 0) held.set(event.pointerId, at(event));
    };
    const onMove = (event: PointerEvent) => {
      const before = held.get(event.pointerId);
      if (before === undefined) return;
      const here = at(event);
      held.set(event.pointerId, here);
      const other = [...held].find(([id]) => id !== event.pointerId)?.[1];
      if (other === undefined) setView((now) => moved(now, here.x - before.x, here.y - before.y, drawn));
      else {
        const by = distance(here, other) / Math.max(1, distance(before, other));
        const middle = { x: (here.x + other.x) / 2, y: (here.y + other.y) / 2 };
        setView((now) => zoomedAbout(now, by, middle, drawn));
      }
    };
    const onUp = (event: PointerEvent) => held.delete(event.pointerId);
    element.addEventListener('wheel', onWheel, { passive: false });
    element.addEventListener('pointerdown', onDown);
    element.addEventListener('pointermove', onMove);
    window.addEventListener('pointerup', onUp);
    window.addEventListener('pointercancel', onUp);
    return () => {
      element.removeEventListener('wheel', onWheel);
      element.removeEventListener('pointerdown', onDown);
      element.removeEventListener('pointermove', onMove);
      window.removeEventListener('pointerup', onUp);
      window.removeEventListener('pointercancel', onUp);
    };
  }, [svg, width, height, scale]);

  const press = useCallback(
    (by: number) =>
      setView((before) => zoomedAbout(before, by, { x: width / 2, y: height / 2 }, { width, height })),
    [width, height],
  );
  const fit = useCallback(() => setView(FITTED), []);
  return { view, fit, zoomIn: () => press(PRESS), zoomOut: () => press(1 / PRESS) };
}

function distance(a: { x: number; y: number }, b: { x: number; y: number }): number {
  return Math.hypot(a.x - b.x, a.y - b.y);
}
