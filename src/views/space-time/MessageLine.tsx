import { memo } from 'react';
import type { SpaceTimeMessage } from '../../analysis/space-time.ts';
import type { DrawnMessage } from './diagram.ts';
import type { Label } from './labels.ts';
import { messageName } from './message-words.ts';

interface MessageLineProps {
  readonly drawn: DrawnMessage;
  readonly selected: boolean;
  /** Whether the Tab key leads to it. */
  readonly reached: boolean;
  readonly onSelect: (id: string) => void;
  readonly onFocus: (id: string) => void;
}

/** A message on its way: a dot where it is sent, and an arrow where it arrives, or a cross where it does not. */
export const MessageLine = memo(function MessageLine(props: MessageLineProps) {
  const { drawn, selected, reached, onSelect, onFocus } = props;
  const { message, x1, y1, x2, y2, waits } = drawn;
  const name = messageName(message);
  const d = `M${x1.toFixed(1)} ${y1}L${x2.toFixed(1)} ${y2.toFixed(1)}`;
  const angle = (Math.atan2(y2 - y1, x2 - x1) * 180) / Math.PI;
  return (
    <g
      className={classOf(message, selected)}
      role="button"
      tabIndex={reached ? 0 : -1}
      data-message={message.id}
      aria-label={name}
      aria-pressed={selected}
      onClick={() => onSelect(message.id)}
      onFocus={() => onFocus(message.id)}
    >
      <title>{name}</title>
      <path className="st-hit" d={d} />
      <path className="st-halo" d={d} />
      <path className="st-line" d={d} />
      {waits === undefined ? undefined : <path className="st-wait" d={`M${x2} ${y2}H${waits}`} />}
      <circle className="st-dot" cx={x1} cy={y1} r={selected ? 3 : 2.25} />
      <path
        className="st-end"
        d={endOf(message.fate)}
        transform={`translate(${x2} ${y2}) rotate(${angle})`}
      />
    </g>
  );
});

function classOf(message: SpaceTimeMessage, selected: boolean): string {
  const { family, fate, label, routine, critical } = message;
  const failed = family === 'failed' || fate === 'lost' || fate === 'refused' || fate === 'held';
  const reply = family === 'reply' || label === 'reply';
  const traffic = family === 'request' || family === 'reply';
  const tone = failed
    ? 'failed'
    : critical
      ? 'critical'
      : routine
        ? 'routine'
        : traffic
          ? 'traffic'
          : 'plain';
  return `st-message st-${tone}${reply ? ' st-reply' : ''}${selected ? ' st-selected' : ''}`;
}

function endOf(fate: SpaceTimeMessage['fate']): string {
  if (fate === 'held') return 'M0 -5V5';
  return fate === 'lost' || fate === 'refused' ? 'M-4 -4L4 4M4 -4L-4 4' : 'M-7 -3.5L0 0L-7 3.5';
}

interface MessageTextProps {
  readonly message: SpaceTimeMessage;
  readonly label: Label;
  readonly selected: boolean;
}

/** Its label, drawn over all lines. */
export function MessageText({ message, label, selected }: MessageTextProps) {
  return (
    <text className={`st-text ${classOf(message, selected)}`} x={label.x} y={label.y}>
      {label.text}
    </text>
  );
}
