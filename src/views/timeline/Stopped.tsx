import { useState } from 'react';
import type { RunSummary } from '../../analysis/outline.ts';
import { Button } from '../../ui/Button.tsx';
import { clock } from '../../ui/format.ts';
import type { TimeScale } from '../../ui/time-scale.ts';
import { words } from '../../words/index.ts';
import { useRun } from '../session.ts';

interface StoppedProps {
  readonly summary: RunSummary;
}

/** Why the run ended before its time, with what a report of it needs. */
export function StoppedLine({ summary }: StoppedProps) {
  const [copied, setCopied] = useState(false);
  const { outcome, end, title, seed, modelVersion, digest, events } = summary;
  if (outcome.type === 'finished') return undefined;
  const stopped = words.timeline.stoppedAt(clock(end));
  const report = words.timeline.report(title, seed, modelVersion, digest, events, outcome.sentence);
  return (
    <p className="tl-stopped" role="status">
      <strong>{stopped}</strong>
      <span className="tl-stopped-sentence">{outcome.sentence}</span>
      <Button
        icon="copy"
        look="outlined"
        label={copied ? words.timeline.copied : words.timeline.copyReport}
        onClick={() => {
          navigator.clipboard.writeText(`${stopped}\n${report}\n`).then(
            () => setCopied(true),
            () => undefined,
          );
        }}
      />
    </p>
  );
}

const TEETH = 240;

/** Where a run was stopped its lanes end in a torn edge. */
export function TornEdge({ summary, scale }: StoppedProps & { readonly scale: TimeScale }) {
  const x = scale.toX(summary.end);
  const computing = useRun((state) => state.computed !== undefined);
  if (computing || summary.end >= summary.duration || x < 0 || x > scale.width) return undefined;
  return (
    <svg className="tl-torn" style={{ left: x - 3 }} width="7" aria-hidden="true" focusable="false">
      <path d={`M0.5 0${'l6 4l-6 4'.repeat(TEETH)}`} />
    </svg>
  );
}
