import { memo } from 'react';
import type { DrawnSync, Mark } from './diagram.ts';

interface MarksProps {
  readonly marks: readonly Mark[];
  readonly onJump: (time: number) => void;
}

const CROWNED: ReadonlySet<string> = new Set(['primary-promoted', 'leader-elected']);
const CROWN = 'M-8 5L-9 -4.5L-4 -1L0 -7L4 -1L9 -4.5L8 5Z';

/** The milestones where they were noted; they are listed in words elsewhere. */
export const Marks = memo(function Marks({ marks, onJump }: MarksProps) {
  return (
    <g className="st-marks">
      {marks.map(({ milestone, x, y }) => (
        <g
          key={milestone.id}
          className="st-mark"
          transform={`translate(${x} ${y})`}
          onClick={() => onJump(milestone.time)}
        >
          <title>{milestone.text}</title>
          <MarkShape type={milestone.type} />
        </g>
      ))}
    </g>
  );
});

function MarkShape({ type }: { readonly type: string }) {
  if (type === 'session-expired') return <path className="st-diamond" d="M0 -7L7 0L0 7L-7 0Z" />;
  if (CROWNED.has(type)) return <path className="st-crown" d={CROWN} transform="translate(0 -13)" />;
  return <path className="st-tick" d="M0 -9V9" />;
}

/** Where a server waits for its disk. */
export const Syncs = memo(function Syncs({ syncs }: { readonly syncs: readonly DrawnSync[] }) {
  return syncs.map(({ sync, x, y, width }) => (
    <rect
      key={`${sync.node} ${sync.from} ${sync.name} ${sync.to}`}
      className={sync.critical ? 'st-sync st-sync-critical' : 'st-sync'}
      x={x}
      y={y - 4.5}
      width={width}
      height="9"
    />
  ));
});
