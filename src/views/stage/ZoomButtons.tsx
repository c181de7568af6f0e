import { words } from '../../words/index.ts';

interface ZoomButtonsProps {
  readonly onIn: () => void;
  readonly onOut: () => void;
  readonly onFit: () => void;
}

/** Shown while the drawing is enlarged. */
export function ZoomButtons({ onIn, onOut, onFit }: ZoomButtonsProps) {
  const { zoom } = words.stage;
  return (
    <div className="stage-zoom" role="group" aria-label={zoom.name}>
      <button type="button" className="button button-outlined" aria-label={zoom.out} onClick={onOut}>
        −
      </button>
      <button type="button" className="button button-outlined" aria-label={zoom.in} onClick={onIn}>
        +
      </button>
      <button type="button" className="button button-outlined" onClick={onFit}>
        {zoom.fit}
      </button>
    </div>
  );
}
