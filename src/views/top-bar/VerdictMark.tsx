import './verdict-mark.css';
import type { ShortVerdict } from './verdict-words.ts';

/** A tick for what holds, a cross for what fails, a pie for what was only measured. */
export function VerdictMark({ state }: Pick<ShortVerdict, 'state'>) {
  return (
    <svg
      className={`verdict-mark verdict-${state}`}
      width="16"
      height="16"
      viewBox="0 0 16 16"
      aria-hidden="true"
      focusable="false"
    >
      {state === 'fails' ? (
        <path d="M8 1L15 8L8 15L1 8ZM5.5 5.5L10.5 10.5M10.5 5.5L5.5 10.5" />
      ) : (
        <>
          <circle cx="8" cy="8" r="6.5" />
          {state === 'holds' || state === 'expected' ? <path d="M5 8.5L7.2 10.5L11 6" /> : undefined}
          {state === 'measured' ? (
            <path className="verdict-pie" d="M8 8V1.5A6.5 6.5 0 1 1 1.8 6Z" />
          ) : undefined}
        </>
      )}
    </svg>
  );
}
