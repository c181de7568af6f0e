import { type KeyboardEvent, useCallback, useMemo, useState } from 'react';
import type { TimeScale } from '../../ui/time-scale.ts';
import { words } from '../../words/index.ts';
import { useCursor, useSelection, useSession } from '../session.ts';
import { BandShape } from '../timeline/Lanes.tsx';
import type { Drawing, Frame } from './diagram.ts';
import { labelsOf } from './labels.ts';
import { Marks, Syncs } from './Marks.tsx';
import { MessageLine, MessageText } from './MessageLine.tsx';

interface DiagramProps {
  readonly drawing: Drawing;
  readonly scale: TimeScale;
}

/** Lanes, messages and milestones of a window. Only the veil over the future follows the cursor. */
export function Diagram({ drawing, scale }: DiagramProps) {
  const session = useSession();
  const { frame, lanes, height } = drawing;
  const onJump = useCallback((time: number) => session.playback.jumpTo(time), [session]);
  return (
    <svg className="st-svg" width={frame.width} height={height}>
      <g aria-hidden="true">
        {lanes.map((lane) => (
          <g key={lane.node} transform={`translate(0 ${lane.y - 6})`}>
            {lane.bands.map((band) => (
              <BandShape key={`${band.band}-${band.from}`} band={band} scale={scale} />
            ))}
          </g>
        ))}
        <Syncs syncs={drawing.syncs} />
      </g>
      <MessageLines drawing={drawing} />
      <g aria-hidden="true">
        <Marks marks={drawing.marks} onJump={onJump} />
        <Veil frame={frame} height={height} />
        <Texts drawing={drawing} />
      </g>
    </svg>
  );
}

function MessageLines({ drawing }: { readonly drawing: Drawing }) {
  const session = useSession();
  const selected = useSelection((state) => state.message);
  const [focused, setFocused] = useState<string>();
  const onSelect = useCallback((id: string) => session.selectMessage(id), [session]);
  const { messages } = drawing;
  const has = (id: string | undefined) => messages.some(({ message }) => message.id === id);
  const first = messages.find(({ message }) => message.critical) ?? messages[0];
  const reached = has(focused) ? focused : has(selected) ? selected : first?.message.id;
  return (
    <g
      role="group"
      aria-label={words.spaceTime.diagram(messages.length)}
      onKeyDown={(event) => onKeyDown(event, onSelect)}
    >
      {messages.map((drawn) => (
        <MessageLine
          key={drawn.message.id}
          drawn={drawn}
          selected={drawn.message.id === selected}
          reached={drawn.message.id === reached}
          onSelect={onSelect}
          onFocus={setFocused}
        />
      ))}
    </g>
  );
}

/** Left and right walk the messages in order of their sending, Home and End lead to the first and the last. */
function onKeyDown(event: KeyboardEvent<SVGGElement>, onSelect: (id: string) => void): void {
  const all = [...event.currentTarget.querySelectorAll<SVGGElement>('[role=button]')];
  const at = all.findIndex((element) => element === event.target);
  const targets: Readonly<Record<string, number>> = {
    ArrowLeft: Math.max(0, at - 1),
    ArrowRight: Math.min(all.length - 1, at + 1),
    Home: 0,
    End: all.length - 1,
  };
  const target = targets[event.key];
  const id = all[at]?.dataset.message;
  if (target !== undefined && !event.ctrlKey && !event.metaKey && !event.altKey) all[target]?.focus();
  else if ((event.key === 'Enter' || event.key === ' ') && id !== undefined) onSelect(id);
  else if (event.key === 'Escape' && all[at]?.getAttribute('aria-pressed') !== 'true') leave(event);
  else return;
  event.preventDefault();
  event.stopPropagation();
}

function leave(event: KeyboardEvent<SVGGElement>): void {
  event.currentTarget.closest<HTMLElement>('section')?.focus();
}

/** What lies after the cursor is there already, at half strength. */
function Veil({ frame, height }: { readonly frame: Frame; readonly height: number }) {
  const x = useCursor(({ time }) => Math.min(frame.width, Math.max(0, frame.x(time))));
  return <rect className="st-veil" x={x} y="0" width={frame.width - x} height={height} />;
}

/** Where the cursor rests; texts do not dodge one that is moving. */
function useRestingCursor({ x, width }: Frame): number | undefined {
  return useCursor(({ time, mode }) => {
    const at = mode === 'paused' ? Math.round(x(time)) : -1;
    return at < 0 || at > width ? undefined : at;
  });
}

function Texts({ drawing }: { readonly drawing: Drawing }) {
  const selected = useSelection((state) => state.message);
  const cursor = useRestingCursor(drawing.frame);
  const labels = useMemo(() => labelsOf(drawing, selected, cursor), [drawing, selected, cursor]);
  return (
    <g className="st-texts">
      {drawing.marks.map(({ milestone }) => {
        const label = labels.marks.get(milestone.id);
        if (label === undefined) return undefined;
        return (
          <text
            key={milestone.id}
            className={`st-text st-mark-text st-mark-${milestone.type}`}
            x={label.x}
            y={label.y}
          >
            {label.text}
          </text>
        );
      })}
      {labels.syncs.map(({ text, x, y }) => (
        <text key={`${x} ${y}`} className="st-text" x={x} y={y}>
          {text}
        </text>
      ))}
      {drawing.messages.map(({ message }) => {
        const label = labels.messages.get(message.id);
        if (label === undefined) return undefined;
        return (
          <MessageText key={message.id} message={message} label={label} selected={message.id === selected} />
        );
      })}
    </g>
  );
}
