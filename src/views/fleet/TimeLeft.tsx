import type { Picture } from '../../analysis/picture.ts';
import { clock, tenths } from '../../ui/format.ts';
import { details } from '../../words/details.ts';
import { DotMark } from './DotMark.tsx';
import type { Standing } from './standing.ts';

interface TimeLeftProps {
  readonly members: readonly string[];
  readonly picture: Picture;
  readonly standings: ReadonlyMap<string, Standing>;
}

/** px */
const WIDTH = 268;
const HEIGHT = 64;
const BINS = 22;
const DOT = WIDTH / BINS;

/** One dot a session, above how long it still lasts; where they do not fit a bar stands for them. */
export function TimeLeft({ members, picture, standings }: TimeLeftProps) {
  const wanted = new Set(members);
  const sessions = picture.nodes.flatMap(({ name, session }) =>
    wanted.has(name) && session !== undefined
      ? [{ name, left: Math.max(0, session.expiresAt - picture.time) }]
      : [],
  );
  if (sessions.length === 0) return <p className="detail-note">{details.fleet.none}</p>;
  const longest = Math.max(1e6, ...sessions.map(({ left }) => left));
  const step = Math.ceil(longest / BINS / 100_000) * 100_000;
  const bins = Array.from({ length: BINS }, (_, bin) =>
    sessions.filter(({ left }) => Math.min(BINS - 1, Math.floor(left / step)) === bin),
  );
  const highest = Math.max(...bins.map((bin) => bin.length));
  const pitch = Math.min(10, HEIGHT / highest);
  const told = bins.flatMap((bin, index) =>
    bin.length === 0 ? [] : [details.fleet.bin(bin.length, clock(index * step, 1))],
  );
  return (
    <svg
      className="time-left"
      width={WIDTH}
      height={HEIGHT + 22}
      role="img"
      aria-label={details.fleet.histogram(told.join(', '))}
    >
      {bins.map((bin, index) => (
        <g key={index} transform={`translate(${(index + 0.5) * DOT} ${HEIGHT})`}>
          {pitch < 4 ? (
            <rect
              className="time-left-bar"
              x="-4"
              width="8"
              y={-bin.length * pitch}
              height={bin.length * pitch}
            />
          ) : (
            bin.map(({ name }, at) => {
              const standing = standings.get(name) ?? 'healthy';
              return (
                <g key={name} className={`dot-${standing}`} transform={`translate(0 ${-(at + 0.5) * pitch})`}>
                  <DotMark look={standing} radius={Math.min(4, pitch / 2)} />
                </g>
              );
            })
          )}
        </g>
      ))}
      <path className="time-left-axis" d={`M0 ${HEIGHT + 0.5}H${WIDTH}`} />
      <text x="0" y={HEIGHT + 16}>
        0
      </text>
      <text x={WIDTH} y={HEIGHT + 16} textAnchor="end">
        {tenths(step * BINS)}
      </text>
    </svg>
  );
}
