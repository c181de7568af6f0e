import { useRef, type KeyboardEvent, type PointerEvent } from 'react';
import { words } from '../words/index.ts';

/** The heights that a sheet rests at, in pixels. */
const RESTS = [84, 236, 560] as const;

/** Only its tabs are to be seen. */
export const FOLDED = RESTS[0];
/** A pointer that moved less has tapped. */
const SLIP = 6;

interface SheetHandleProps {
  readonly height: number;
  /** Undefined: as high as its content wants. */
  readonly onChange: (height: number | undefined) => void;
}

/** Drags a sheet to one of its three heights, arrows go from one to the next, and a tap folds and unfolds it. */
export function SheetHandle({ height, onChange }: SheetHandleProps) {
  const held = useRef<{ y: number; height: number; moved: boolean } | undefined>(undefined);
  const dragged = useRef(false);
  const rest = nearestRest(height);

  function onPointerDown(event: PointerEvent<HTMLDivElement>) {
    event.currentTarget.setPointerCapture(event.pointerId);
    held.current = { y: event.clientY, height: shownHeight(event.currentTarget) ?? height, moved: false };
  }

  function onPointerMove({ clientY }: PointerEvent<HTMLDivElement>) {
    if (held.current === undefined) return;
    held.current.moved ||= Math.abs(clientY - held.current.y) >= SLIP;
    if (!held.current.moved) return;
    const wanted = held.current.height + held.current.y - clientY;
    onChange(Math.min(RESTS[2], Math.max(RESTS[0], wanted)));
  }

  function onPointerUp() {
    if (held.current?.moved === true) onChange(RESTS[nearestRest(height)] ?? RESTS[1]);
    dragged.current = held.current?.moved === true;
    held.current = undefined;
  }

  function onPointerCancel() {
    held.current = undefined;
  }

  /** Not when the finger leaves: the click that follows would then meet what lay behind the sheet. */
  function onClick() {
    if (!dragged.current) toggle();
  }

  function toggle() {
    onChange(height === FOLDED ? undefined : FOLDED);
  }

  function onKeyDown(event: KeyboardEvent<HTMLDivElement>) {
    const target: Readonly<Record<string, number>> = {
      ArrowUp: rest + 1,
      ArrowDown: rest - 1,
      Home: 0,
      End: 2,
    };
    const next = target[event.key];
    const pressed = event.key === 'Enter' || event.key === ' ';
    if (next === undefined && !pressed) return;
    event.preventDefault();
    event.stopPropagation();
    if (next === undefined) toggle();
    else onChange(RESTS[Math.min(2, Math.max(0, next))] ?? RESTS[1]);
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
      onPointerCancel={onPointerCancel}
      onClick={onClick}
      onKeyDown={onKeyDown}
    />
  );
}

/** Of the sheet, where its content decides it. */
function shownHeight(handle: HTMLElement): number | undefined {
  return handle.closest('.sheets')?.getBoundingClientRect().height;
}

function nearestRest(height: number): number {
  const distances = RESTS.map((rest) => Math.abs(rest - height));
  return distances.indexOf(Math.min(...distances));
}
