import { useId, useRef, type KeyboardEvent, type ReactNode } from 'react';
import { createPortal } from 'react-dom';
import './toggletip.css';

interface ToggletipProps {
  /** The word as it stands in its text; a press opens the note on it. */
  readonly word: string;
  readonly title: string;
  readonly text: string;
  /** What follows the text, such as a link. */
  readonly children?: ReactNode;
}

const WIDTH = 320;
/** From the edges of the window. */
const EDGE = 12;
const GAP = 6;

/**
 * A word that opens a note on itself where it stands, on the platform's popover: Escape and a press elsewhere close it. The note takes
 * the focus, so that it is read aloud and its links are the next stop of Tab; closed, it gives it back.
 */
export function Toggletip({ word, title, text, children }: ToggletipProps) {
  const id = useId();
  const button = useRef<HTMLButtonElement>(null);
  const note = useRef<HTMLDivElement>(null);

  /** Closes the note before the keys of the whole screen hear of Escape. */
  function onKeyDown(event: KeyboardEvent) {
    if (event.key !== 'Escape' || note.current?.matches(':popover-open') !== true) return;
    event.preventDefault();
    event.stopPropagation();
    note.current.hidePopover();
    button.current?.focus();
  }

  return (
    <>
      <button
        ref={button}
        type="button"
        className="toggletip"
        aria-haspopup="dialog"
        popoverTarget={id}
        onKeyDown={onKeyDown}
      >
        {word}
      </button>
      {createPortal(
        <div
          ref={(element) => {
            note.current = element;
            // React keeps the attribute for itself, and the browser gives the focus to whoever has it as it opens.
            element?.toggleAttribute('autofocus', true);
          }}
          id={id}
          popover="auto"
          role="dialog"
          aria-labelledby={`${id}-title`}
          aria-describedby={`${id}-text`}
          tabIndex={-1}
          className="toggletip-note"
          onBeforeToggle={({ newState }) => {
            if (newState === 'open') placeBeside(button.current, note.current);
          }}
          onKeyDown={onKeyDown}
          onBlur={({ relatedTarget, currentTarget }) => {
            const within = relatedTarget === null || currentTarget.contains(relatedTarget);
            if (!within && relatedTarget !== button.current) currentTarget.hidePopover();
          }}
        >
          <p className="toggletip-title" id={`${id}-title`}>
            {title}
          </p>
          <p id={`${id}-text`}>{text}</p>
          {children}
        </div>,
        document.body,
      )}
    </>
  );
}

/** Below the word or above it, wherever there is more room, and within the window. */
function placeBeside(word: HTMLElement | null, note: HTMLElement | null): void {
  if (word === null || note === null) return;
  const { left, top, bottom } = word.getBoundingClientRect();
  const width = Math.min(WIDTH, window.innerWidth - 2 * EDGE);
  const below = bottom < window.innerHeight - top;
  note.style.width = `${width}px`;
  note.style.left = `${Math.max(EDGE, Math.min(left, window.innerWidth - width - EDGE))}px`;
  note.style.top = below ? `${bottom + GAP}px` : 'auto';
  note.style.bottom = below ? 'auto' : `${window.innerHeight - top + GAP}px`;
}
