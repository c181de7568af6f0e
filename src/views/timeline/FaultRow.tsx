import type { KeyboardEvent } from 'react';
import type { FaultView } from '../../analysis/picture.ts';
import { SECOND } from '../../lib/units.ts';
import { clock } from '../../ui/format.ts';
import type { TimeScale } from '../../ui/time-scale.ts';
import { words } from '../../words/index.ts';
import { useRun, useSession } from '../session.ts';

interface FaultRowProps {
  readonly faults: readonly FaultView[];
  readonly scale: TimeScale;
}

const TENTH = 100_000;
/** About one letter of a chip. */
const LETTER = 6.6;
const ICON_ONLY = 22;

/** The dotted lines from the faults down through the lanes. */
export function FaultStems({ faults, scale }: FaultRowProps) {
  return faults.map((fault) => (
    <div
      key={keyOf(fault)}
      className={fault.heals ? 'fault-stem fault-stem-heals' : 'fault-stem'}
      style={{ left: scale.toX(fault.at) }}
    />
  ));
}

export function FaultRow({ faults, scale }: FaultRowProps) {
  return (
    <div className="fault-row">
      {placeChips(faults, scale).map((chip) => (
        <Chip key={keyOf(chip.fault)} {...chip} />
      ))}
      {faults.length === 0 ? <span className="fault-hint">{words.timeline.noFaults}</span> : undefined}
    </div>
  );
}

/** Chips stand at their times, or right after the one before where they would cover it. */
function placeChips(faults: readonly FaultView[], scale: TimeScale): readonly ChipProps[] {
  const ordered = [...faults].sort((left, right) => left.at - right.at);
  const chips: ChipProps[] = [];
  let taken = -Infinity;
  for (const [index, fault] of ordered.entries()) {
    const time = scale.toX(fault.at);
    const x = Math.max(time, taken);
    const next = ordered[index + 1];
    const room = (next === undefined ? scale.width + 40 : scale.toX(next.at)) - x;
    const full = 30 + fault.text.length * LETTER;
    // At the right end a chip stands left of its stem, so that it is not cut off.
    const flipped = x === time && x + full > scale.width && x - full > taken;
    const brief = room < full && !flipped;
    chips.push({ fault, x, brief, flipped });
    taken = flipped ? x : x + (brief ? ICON_ONLY + 2 : full);
  }
  return chips;
}

function keyOf(fault: FaultView): string {
  return `${fault.fault}-${fault.heals ? 'heals' : 'begins'}-${fault.at}`;
}

interface ChipProps {
  readonly fault: FaultView;
  readonly x: number;
  /** Too near to the next one for its text. */
  readonly brief: boolean;
  readonly flipped: boolean;
}

function Chip({ fault, x, brief, flipped }: ChipProps) {
  const session = useSession();
  const end = useRun((state) => state.summary?.duration ?? 0);
  const listed = useRun((state) => state.scenario?.faults[fault.fault]);

  function onKeyDown(event: KeyboardEvent<HTMLDivElement>) {
    const by = (event.shiftKey ? SECOND : TENTH) * (STEPS[event.key] ?? 0);
    if (event.key === 'Delete' || event.key === 'Backspace') {
      void session.removeFault(fault.fault, words.edits.removed(fault.text));
    } else if (by !== 0 && listed?.at === fault.at) void session.moveFault(fault.fault, fault.at + by);
    else if (event.key === 'Enter') session.playback.jumpTo(fault.at);
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  return (
    <div
      className={`chip${fault.heals ? ' chip-heals' : ''}${flipped ? ' chip-flipped' : ''}`}
      role="slider"
      tabIndex={0}
      aria-label={words.timeline.fault(fault.text.charAt(0).toUpperCase() + fault.text.slice(1))}
      aria-valuemin={0}
      aria-valuemax={end / SECOND}
      aria-valuenow={fault.at / SECOND}
      aria-valuetext={words.timeline.seconds(clock(fault.at))}
      aria-keyshortcuts="Delete"
      title={`${fault.text}, ${clock(fault.at)} s. ${words.timeline.faultHint}.`}
      style={{ left: x, width: brief ? ICON_ONLY : undefined }}
      onKeyDown={onKeyDown}
      onClick={() => session.playback.jumpTo(fault.at)}
    >
      <svg width="10" height="10" viewBox="0 0 10 10" aria-hidden="true" focusable="false">
        <path d={fault.heals ? 'M5 9V1M1.5 4.5L5 1L8.5 4.5' : 'M1.5 1.5L8.5 8.5M8.5 1.5L1.5 8.5'} />
      </svg>
      {brief ? undefined : <span>{fault.text}</span>}
    </div>
  );
}

const STEPS: Readonly<Record<string, number>> = { ArrowRight: 1, ArrowUp: 1, ArrowLeft: -1, ArrowDown: -1 };
