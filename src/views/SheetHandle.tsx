import { useRef, type KeyboardEvent, type PointerEvent } from 'react';
import { words } from '../words/index.ts';

/** The heights that a sheet rests at, in pixels. */
const RESTS = [84, 236, 560] as const;

interface SheetHandleProps {
  readonly height: number;
  readonly onChange: (height: number) => void;
}

/** Drags a sheet to one of its three heights; arrows go from one to the next. */
export function SheetHandle({ height, onChange }: SheetHandleProps) {
  const held = useRef<{ y: number; height: number } | undefined>(undefined);
  const rest = nearestRest(height);

  function onPointerDown(event: PointerEvent<HTMLDivElement>) {
    event.currentTarget.setPointerCapture(event.pointerId);
    held.current = { y: event.clientY, height };
  }

  function onPointerMove({ clientY }: PointerEvent<HTMLDivElement>) {
    if (held.current === undefined) return;
    const wanted = held.current.height + held.current.y - clientY;
    onChange(Math.min(RESTS[2], Math.max(RESTS[0], wanted)));
  }

  function onPointerUp() {
    if (held.current !== undefined) onChange(RESTS[nearestRest(height)] ?? RESTS[1]);
    held.current = undefined;
  }

  function onKeyDown(event: KeyboardEvent<HTMLDivElement>) {
    const target: Readonly<Record<string, number>> = {
      ArrowUp: rest + 1,
      ArrowDown: rest - 1,
      Home: 0,
      End: 2,
    };
    const next = target[event.key];
    if (next === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    onChange(RESTS[Math.min(2, Math.max(0, next))] ?? RESTS[1]);
  }

  return (
    <div
      className="sheet-handle"
      role="slider"
      tabIndex={0}
      aria-label={words.sheets.size}
      aria-orientation="vertical"
      aria-valuemin={RESTS[0]}
      aria-valuemax={RESTS[2]}
      aria-valuenow={Math.round(height)}
      aria-valuetext={words.sheets.sizes[rest]}
      onPointerDown={onPointerDown}
      onPointerMove={onPointerMove}
      onPointerUp={onPointerUp}
      onPointerCancel={onPointerUp}
      onKeyDown={onKeyDown}
    />
  );
}

function nearestRest(height: number): number {
  const distances = RESTS.map((rest) => Math.abs(rest - height));
  return distances.indexOf(Math.min(...distances));
}
