import { useEffect, useRef, type PointerEvent } from 'react';

const HOLD_MS = 500;
/** A finger that moves further than this means to drag. */
const SLIP = 8;

/** Calls `open` when a finger stays on something; spread what it returns over the element. */
export function useLongPress(open: (target: Element, x: number, y: number) => unknown): {
  readonly onPointerDown: (event: PointerEvent) => void;
  readonly onPointerMove: (event: PointerEvent) => void;
  readonly onPointerUp: () => void;
  readonly onPointerCancel: () => void;
} {
  const held = useRef<{ timer: number; x: number; y: number }>(undefined);
  const release = () => {
    window.clearTimeout(held.current?.timer);
    held.current = undefined;
  };
  useEffect(() => release, []);
  return {
    onPointerDown: (event) => {
      release();
      const { pointerType, target, clientX: x, clientY: y } = event;
      if (pointerType !== 'touch' || !(target instanceof Element)) return;
      held.current = { timer: window.setTimeout(() => open(target, x, y), HOLD_MS), x, y };
    },
    onPointerMove: (event) => {
      if (held.current === undefined) return;
      const { x, y } = held.current;
      if (Math.hypot(event.clientX - x, event.clientY - y) > SLIP) release();
    },
    onPointerUp: release,
    onPointerCancel: release,
  };
}
