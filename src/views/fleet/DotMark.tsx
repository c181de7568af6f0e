import './fleet.css';
import type { Standing } from './standing.ts';

export type DotLook = Standing | 'leads';

/** Disc, ring with a centre, cross, or a stroke for what is no more: told apart without colour, too. */
export function DotMark({ look, radius }: { readonly look: DotLook; readonly radius: number }) {
  const arm = radius - 0.5;
  switch (look) {
    case 'down':
    case 'expired':
      return (
        <path className="dot-cross" d={`M${-arm} ${-arm}L${arm} ${arm}M${arm} ${-arm}L${-arm} ${arm}`} />
      );
    case 'suspected':
      return (
        <>
          <circle className="dot-ring" r={radius - 1} />
          <circle className="dot-centre" r={radius * 0.3} />
        </>
      );
    case 'removed':
      return <path className="dot-gone" d={`M${-arm} 0H${arm}`} />;
    case 'healthy':
    case 'leads':
    case 'waiting':
      return <circle className="dot-disc" r={radius} />;
  }
}

/** The same sign beside a word. */
export function DotSign({ look }: { readonly look: DotLook }) {
  return (
    <svg
      className={`dot dot-${look}`}
      width="12"
      height="12"
      viewBox="-6 -6 12 12"
      aria-hidden="true"
      focusable="false"
    >
      <DotMark look={look} radius={look === 'healthy' ? 4.5 : 5} />
    </svg>
  );
}
