import { type KeyboardEvent, memo, type PointerEvent } from 'react';
import type { FaultView } from '../../analysis/outline.ts';
import { SECOND } from '../../lib/units.ts';
import { clock } from '../../ui/format.ts';
import { clipped, type TimeScale } from '../../ui/time-scale.ts';
import { words } from '../../words/index.ts';
import { useCursor, useLayout, useSession } from '../session.ts';
import { EdgeFaults } from './EdgeFaults.tsx';
import { chipWidth, freeEnds, placeChips, type PlacedChip } from './fault-chips.ts';
import { type FaultDrag, useFaultDrag } from './use-fault-drag.ts';

interface FaultRowProps {
  readonly faults: readonly FaultView[];
  readonly scale: TimeScale;
  readonly duration: number;
}

const TENTH = 100_000;
/** Room that the hint at the right takes, in pixels. */
const HINT = 330;

/** The faults on their track, with dotted lines down through the lanes. */
export const FaultRow = memo(function FaultRow({ faults, scale, duration }: FaultRowProps) {
  const armed = useLayout((state) => state.armed);
  const { drag, handlers, wasDragged } = useFaultDrag(faults, scale, duration);
  const shown = drag === undefined ? faults : drag.faults;
  const resting = shown.filter((fault) => fault !== drag?.fault);
  const chips = placeChips(resting, scale);
  const held = drag === undefined ? undefined : heldChip(drag, scale);
  // In the order before the drag: an element that moved among its siblings would let go of the pointer.
  const order = [...shown].sort((one, other) => one.at - other.at).map((fault) => fault.fault);
  const all = (held === undefined ? [...chips] : [...chips, held]).sort(
    (one, other) => order.indexOf(one.fault.fault) - order.indexOf(other.fault.fault),
  );
  const whole = scale.from === 0 && scale.to === duration;
  const free = freeEnds(chips, scale.width);
  return (
    <>
      {all.map(({ fault }) => (
        <Stem key={fault.fault} fault={fault} scale={scale} away={held?.fault === fault && drag?.away} />
      ))}
      <div className={armed ? 'fault-row is-armed' : 'fault-row'}>
        {resting.map((fault) => (
          <Span key={fault.fault} fault={fault} scale={scale} />
        ))}
        {drag === undefined ? undefined : <Ghost fault={drag.fault} scale={scale} />}
        {all.map((chip) => (
          <Chip
            key={chip.fault.fault}
            {...chip}
            duration={duration}
            held={chip === held}
            away={chip === held && drag?.away === true}
            wasDragged={wasDragged}
            {...handlers(chip.fault)}
          />
        ))}
        {faults.length === 0 && !whole ? undefined : (
          <Hint empty={shown.length === 0} shown={drag === undefined && whole && free.right > HINT} />
        )}
        {whole ? undefined : <EdgeFaults faults={shown} scale={scale} free={free} />}
      </div>
    </>
  );
});

function heldChip({ fault, at }: FaultDrag, scale: TimeScale): PlacedChip {
  const x = scale.toX(at);
  return { fault: { ...fault, at }, x, brief: false, flipped: x + chipWidth(fault.text) > scale.width + 20 };
}

function Hint({ empty, shown }: { readonly empty: boolean; readonly shown: boolean }) {
  const armed = useLayout((state) => state.armed);
  const at = useCursor((state) => (state.time / SECOND).toFixed(3));
  if (armed && (empty || shown)) {
    const text = words.timeline.armedHint(at);
    return <span className={empty ? 'fault-hint' : 'fault-hint fault-hint-right'}>{text}</span>;
  }
  if (empty) return <span className="fault-hint">{words.timeline.noFaults}</span>;
  return shown ? <span className="fault-hint fault-hint-right">{words.timeline.dragHint}</span> : undefined;
}

interface StemProps {
  readonly fault: FaultView;
  readonly scale: TimeScale;
  readonly away?: boolean | undefined;
}

function Stem({ fault, scale, away }: StemProps) {
  if (away === true) return undefined;
  return (
    <div
      className={`fault-stem fault-stem-${fault.tone}`}
      style={{ transform: `translateX(${scale.toX(fault.at)}px)` }}
    />
  );
}

/** How long a fault lasts that ends by itself. */
function Span({ fault, scale }: StemProps) {
  const seen = fault.until === undefined ? undefined : clipped(scale, fault.at, fault.until);
  if (seen === undefined) return undefined;
  return (
    <div className={`fault-span fault-span-${fault.tone}`} style={{ left: seen.x, width: seen.width }} />
  );
}

/** Where a fault in the hand was taken from. */
function Ghost({ fault, scale }: StemProps) {
  return (
    <div className="chip-ghost" style={{ left: scale.toX(fault.at), width: chipWidth(fault.text) - 10 }} />
  );
}

interface ChipProps extends PlacedChip {
  readonly duration: number;
  readonly held: boolean;
  readonly away: boolean;
  readonly wasDragged: () => boolean;
  readonly onPointerDown: (event: PointerEvent<HTMLElement>) => void;
  readonly onPointerMove: (event: PointerEvent<HTMLElement>) => void;
  readonly onPointerUp: () => void;
  readonly onPointerCancel: () => void;
}

function Chip({ fault, x, brief, flipped, duration, held, away, wasDragged, ...pointer }: ChipProps) {
  const session = useSession();

  function onKeyDown(event: KeyboardEvent<HTMLDivElement>) {
    const by = (event.shiftKey ? SECOND : TENTH) * (STEPS[event.key] ?? 0);
    if (event.key === 'Delete' || event.key === 'Backspace') {
      void session.edits.removeFault(fault.fault, words.edits.removed(fault.text));
    } else if (by !== 0) void session.edits.moveFault(fault.fault, by);
    else if (event.key === 'Enter') session.playback.jumpTo(fault.at);
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  const looks = [fault.tone, brief && 'brief', flipped && 'flipped', held && 'held', away && 'away'];
  return (
    <div
      className={['chip', ...looks.filter(Boolean).map((look) => `chip-${String(look)}`)].join(' ')}
      role="slider"
      tabIndex={0}
      aria-label={words.timeline.fault(fault.text.charAt(0).toUpperCase() + fault.text.slice(1))}
      aria-valuemin={0}
      aria-valuemax={duration / SECOND}
      aria-valuenow={fault.at / SECOND}
      aria-valuetext={words.timeline.seconds(clock(fault.at))}
      aria-keyshortcuts="Delete"
      title={held ? undefined : words.timeline.faultTitle(fault.text, clock(fault.at))}
      style={{ left: x }}
      onKeyDown={onKeyDown}
      {...pointer}
      onClick={() => {
        if (!wasDragged()) session.playback.jumpTo(fault.at);
      }}
    >
      <svg width="10" height="10" viewBox="0 0 10 10" aria-hidden="true" focusable="false">
        <path d={SIGNS[fault.tone]} />
      </svg>
      <span className="chip-text">{fault.text}</span>
      {held ? (
        <span className="chip-time">{away ? words.timeline.willRemove : clock(fault.at)}</span>
      ) : undefined}
    </div>
  );
}

/** Cross, arrow up, plus, minus, and two sliders. */
const SIGNS: Readonly<Record<FaultView['tone'], string>> = {
  breaks: 'M1.5 1.5L8.5 8.5M8.5 1.5L1.5 8.5',
  heals: 'M5 9V1M1.5 4.5L5 1L8.5 4.5',
  adds: 'M5 1V9M1 5H9',
  removes: 'M1 5H9',
  sets: 'M1 3H9M6 1.2V4.8M1 7H9M3.5 5.2V8.8',
};
const STEPS: Readonly<Record<string, number>> = { ArrowRight: 1, ArrowUp: 1, ArrowLeft: -1, ArrowDown: -1 };
