import { type RefObject, useEffect } from 'react';
import type { FleetZoom } from '../../shell/stores.ts';
import { ZOOMS } from './FleetLegend.tsx';

/** How far the wheel turns from one look to the next, in pixels. */
const TURN = 90;
/** A turn that rests for so long is over, in ms. */
const REST_MS = 400;

/** Ctrl and wheel look closer or less close; once closest they enlarge the drawing, as they do of small systems. */
export function useZoomWheel(
  root: RefObject<HTMLElement | null>,
  zoom: FleetZoom,
  onZoom: (zoom: FleetZoom) => void,
): void {
  useEffect(() => {
    const element = root.current;
    if (element === null) return undefined;
    let turned = 0;
    let last = 0;
    const onWheel = (event: WheelEvent) => {
      if (!event.ctrlKey && !event.metaKey) return;
      const next = ZOOMS[ZOOMS.indexOf(zoom) + (event.deltaY < 0 ? 1 : -1)];
      const enlarged = element.querySelector('.stage-zoom') !== null;
      if (enlarged || (zoom === 'instances' && event.deltaY < 0)) return;
      event.preventDefault();
      event.stopPropagation();
      if (event.timeStamp - last > REST_MS || Math.sign(turned) !== Math.sign(event.deltaY)) turned = 0;
      last = event.timeStamp;
      turned += event.deltaY;
      if (Math.abs(turned) < TURN || next === undefined) return;
      turned = 0;
      onZoom(next);
    };
    element.addEventListener('wheel', onWheel, { passive: false, capture: true });
    return () => element.removeEventListener('wheel', onWheel, { capture: true });
  }, [root, zoom, onZoom]);
}
