import type { GlyphShape } from '../../ui/kind-view.ts';
import './glyph.css';
import type { Look } from './node-words.ts';

interface NodeGlyphProps {
  readonly shape: GlyphShape;
  readonly look: Look;
  /** The number within its group, where it has one. */
  readonly ordinal: number | undefined;
}

const CROSS = 'M-5 -5L5 5M5 -5L-5 5';
const PAUSE = 'M-3.5 -6V6M3.5 -6V6';

/** Shape is kind, fill is role, outline is health. Drawn around the origin; it needs GlyphPatterns in the page. */
export function NodeGlyph({ shape, look, ordinal }: NodeGlyphProps) {
  const quiet = look === 'down' || look === 'paused';
  return (
    <g className={`glyph glyph-${look}`}>
      <path className="glyph-outline" d={shape.outline} />
      {shape.details.map((d) => (
        <path key={d} className="glyph-detail" d={d} />
      ))}
      {shape.numbered && ordinal !== undefined && !quiet ? (
        <text className="glyph-ordinal" y={shape.details.length > 0 ? 7 : 4.5}>
          {ordinal}
        </text>
      ) : undefined}
      {look === 'down' ? (
        <>
          <path className="glyph-cross-casing" d={CROSS} />
          <path className="glyph-cross" d={CROSS} />
        </>
      ) : undefined}
      {look === 'paused' ? <path className="glyph-pause" d={PAUSE} /> : undefined}
    </g>
  );
}

export function Crown({ y }: { readonly y: number }) {
  return (
    <path className="crown" d="M-8 5L-9 -4.5L-4 -1L0 -7L4 -1L9 -4.5L8 5Z" transform={`translate(0 ${y})`} />
  );
}

/** The patterns that glyphs and bands are filled with; once a page. */
export function GlyphPatterns() {
  return (
    <svg className="glyph-patterns" width="0" height="0" aria-hidden="true" focusable="false">
      <defs>
        <pattern id="hatch" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
          <rect width="6" height="6" className="pattern-down" />
          <line x1="3" x2="3" y2="6" className="pattern-hatch" />
        </pattern>
        <pattern id="chevrons" width="6" height="8" patternUnits="userSpaceOnUse">
          <rect width="6" height="8" className="pattern-electing" />
          <path d="M1.5 1L4.5 4L1.5 7" className="pattern-chevron" />
        </pattern>
        <pattern id="dots" width="4" height="4" patternUnits="userSpaceOnUse">
          <rect width="4" height="4" className="pattern-suspected" />
          <circle cx="2" cy="2" r="0.9" className="pattern-dot" />
        </pattern>
      </defs>
    </svg>
  );
}
