import { memo } from 'react';
import { details } from '../../words/details.ts';
import type { Fleet } from '../stage/place.ts';
import { DotMark } from './DotMark.tsx';
import { type Counts as Numbers, STANDINGS } from './standing.ts';

interface CountsProps {
  readonly counts: Numbers;
  readonly at: Fleet['counts'];
}

const LINE = 17;
/** One count after the other where they stand in a line: their letters, and what is around these. */
const LETTER = 6.6;
const AROUND = 26;

/** How many are well and how many are not, each with its sign. */
export const Counts = memo(
  function Counts({ counts, at }: CountsProps) {
    const lines = STANDINGS.filter((standing) => counts[standing] > 0).map((standing) => ({
      standing,
      text: details.fleet.count[standing](counts[standing]),
    }));
    let x = 0;
    return (
      <g aria-hidden="true">
        {lines.map(({ standing, text }, index) => {
          const before = x;
          x += text.length * LETTER + AROUND;
          const place = at.beside ? `${at.x} ${at.y + LINE * index}` : `${at.x + before} ${at.y}`;
          return (
            <g key={standing} className={`dot-${standing}`} transform={`translate(${place})`}>
              <g transform="translate(5 -4)">
                <DotMark look={standing} radius={standing === 'healthy' ? 4 : 4.5} />
              </g>
              <text className={`fleet-counts fleet-count-${standing}`} x="15">
                {text}
              </text>
            </g>
          );
        })}
      </g>
    );
  },
  (before, after) =>
    before.at === after.at &&
    STANDINGS.every((standing) => before.counts[standing] === after.counts[standing]),
);
