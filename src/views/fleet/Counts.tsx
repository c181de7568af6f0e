import { memo } from 'react';
import { details } from '../../words/details.ts';
import type { Fleet } from '../stage/place.ts';
import { DotMark } from './DotMark.tsx';
import { type Counts as Numbers, type Standing, STANDINGS } from './standing.ts';

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
    const lines = linesOf(counts, at);
    return (
      <g aria-hidden="true">
        {lines.map(({ standing, text, x, y }) => {
          const place = `${at.x + x} ${at.y + y}`;
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

interface Line {
  readonly standing: Standing;
  readonly text: string;
  /** From where the first one stands. */
  readonly x: number;
  readonly y: number;
}

/** In words or, where there is no room for these, as numbers: the signs before them say of what. */
function linesOf(counts: Numbers, { beside, room, lines }: Fleet['counts']): readonly Line[] {
  const shown = STANDINGS.filter((standing) => counts[standing] > 0);
  const inWords = shown.map((standing) => details.fleet.count[standing](counts[standing]));
  const inNumbers = shown.map((standing) => String(counts[standing]));
  const widthOf = (texts: readonly string[]) =>
    texts.reduce((width, text) => width + text.length * LETTER + AROUND, 0);
  const fits = beside ? shown.length <= lines : widthOf(inWords) <= room;
  const texts = fits ? inWords : inNumbers;
  const columns = fits ? 1 : Math.ceil(shown.length / lines);
  return shown.map((standing, index) => ({
    standing,
    text: texts[index] ?? '',
    x: beside ? (index % columns) * (room / columns) : widthOf(texts.slice(0, index)),
    y: beside ? LINE * Math.floor(index / columns) : 0,
  }));
}
