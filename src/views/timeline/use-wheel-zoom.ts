import { useEffect, type RefObject } from 'react';
import { fitted, panned, zoomed } from '../../shell/time-window.ts';
import { useSession } from '../session.ts';

/** How much a pixel of wheel zooms; a pinch on a touchpad comes as a wheel with Ctrl and in smaller steps. */
const PER_PIXEL = 0.002;
const PER_PINCH = 0.01;
const LINE = 16;

/** The wheel zooms about the pointer; sideways, or with Shift, it pans. */
export function useWheelZoom(plot: RefObject<HTMLElement | null>, duration: number): void {
  const session = useSession();
  useEffect(() => {
    const element = plot.current;
    const onWheel = (event: WheelEvent) => {
      if (element === null) return;
      // Else the browser would scroll or zoom the page.
      event.preventDefault();
      const box = element.getBoundingClientRect();
      const window = fitted(session.stores.layout.getState().window, duration);
      const perPixel = (window.to - window.from) / box.width;
      const unit = event.deltaMode === WheelEvent.DOM_DELTA_LINE ? LINE : 1;
      const sideways = event.shiftKey && event.deltaX === 0 ? event.deltaY : event.deltaX;
      if (!event.ctrlKey && Math.abs(sideways) >= Math.abs(event.deltaY)) {
        session.window.set(panned(window, sideways * unit * perPixel, duration));
        return;
      }
      const factor = Math.exp(event.deltaY * unit * (event.ctrlKey ? PER_PINCH : PER_PIXEL));
      const about = window.from + (event.clientX - box.left) * perPixel;
      session.window.set(zoomed(window, factor, about, duration));
    };
    // React listens to wheels passively, where nothing can be prevented.
    element?.addEventListener('wheel', onWheel, { passive: false });
    return () => element?.removeEventListener('wheel', onWheel);
  }, [plot, duration, session]);
}
