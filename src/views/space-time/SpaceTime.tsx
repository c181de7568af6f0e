import { useMemo, useState } from 'react';
import type { FailoverPhase } from '../../analysis/answer.ts';
import type { RunSummary } from '../../analysis/outline.ts';
import { Button } from '../../ui/Button.tsx';
import { count } from '../../ui/format.ts';
import type { TimeScale } from '../../ui/time-scale.ts';
import { words } from '../../words/index.ts';
import { useAnswer } from '../session.ts';
import { askedWindow, drawingOf, frameOf } from './diagram.ts';
import { Diagram } from './Diagram.tsx';
import { LaneNames } from './LaneNames.tsx';
import { MessageTable } from './MessageTable.tsx';
import { Phases } from './Phases.tsx';
import './space-time.css';

/** What is above the lanes, in pixels, without the phases of a failover and with them. */
const HEAD = 28;
const HEAD_PHASES = 42;
const LEAST = 120;
/** Room that the buttons at the right take, alone and with the line about a crowd, in pixels. */
const TOOLS = 230;
const CROWDED = 660;

interface SpaceTimeProps {
  /** Of a window narrow enough for messages to be told apart: under 200 ms. */
  readonly scale: TimeScale;
  readonly summary: RunSummary;
  /** What there is room for, in pixels; lanes have their least height even if they need more. */
  readonly height: number;
}

/** The messages of a window between the lanes of their nodes, or the same as a table. */
export function SpaceTime({ scale, summary, height }: SpaceTimeProps) {
  const { from, to, width } = scale;
  const [asTable, setAsTable] = useState(false);
  const [asked, setTraffic] = useState<boolean>();
  const traffic = asked ?? !isCoordinated(summary);
  const answer = useLatest(useAnswer('spaceTime', ...askedWindow(from, to)));
  const phases = usePhases(from, to);
  const room = Math.max(LEAST, height - (phases.length > 0 ? HEAD_PHASES : HEAD));
  const drawing = useMemo(
    () =>
      answer === undefined
        ? undefined
        : drawingOf(summary, answer, frameOf({ from, to, width }), room, traffic),
    [summary, answer, from, to, width, room, traffic],
  );
  if (drawing === undefined) return undefined;
  const crowd = answer?.crowded;
  return (
    <div className="space-time">
      <div className={phases.length > 0 ? 'st-head st-head-phases' : 'st-head'}>
        {phases.length === 0 ? undefined : (
          <Phases phases={phases} frame={drawing.frame} reserved={crowd === undefined ? TOOLS : CROWDED} />
        )}
        <div className="st-tools">
          {crowd === undefined ? undefined : (
            <span>{words.spaceTime.crowded(count(crowd), count(answer?.messages.length ?? 0))}</span>
          )}
          <Toggle label={words.spaceTime.asTable} pressed={asTable} onChange={setAsTable} />
          <Toggle label={words.spaceTime.traffic} pressed={traffic} onChange={setTraffic} />
        </div>
      </div>
      {asTable ? (
        <MessageTable messages={drawing.messages} height={room} />
      ) : (
        <div className="st-lanes">
          <LaneNames lanes={drawing.lanes} all={summary.lanes} frame={drawing.frame} />
          <Diagram drawing={drawing} scale={scale} />
        </div>
      )}
    </div>
  );
}

interface ToggleProps {
  readonly label: string;
  readonly pressed: boolean;
  readonly onChange: (pressed: boolean) => void;
}

function Toggle({ label, pressed, onChange }: ToggleProps) {
  return (
    <Button className="st-toggle" label={label} aria-pressed={pressed} onClick={() => onChange(!pressed)} />
  );
}

/** The phases of failovers that are in view. */
function usePhases(from: number, to: number): readonly FailoverPhase[] {
  const failovers = useAnswer('failovers') ?? [];
  return failovers
    .flatMap((failover) => failover.phases)
    .filter((phase) => phase.from < to && phase.to > from);
}

/** Whether nodes talk about more than requests: those are then left out at first, so that the rest is seen. */
function isCoordinated({ nodes }: RunSummary): boolean {
  return nodes.some(({ edges }) => edges.some(({ plane }) => plane !== 'traffic'));
}

/** The last value that was there: while another window is asked for, its neighbour's messages stand. */
function useLatest<T>(value: T | undefined): T | undefined {
  const [latest, setLatest] = useState(value);
  if (value !== undefined && value !== latest) setLatest(value);
  return value ?? latest;
}
