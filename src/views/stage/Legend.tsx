import type { ReactNode } from 'react';
import { words } from '../../words/index.ts';

const { legend } = words.stage;

/** A reminder; every sign on the stage is labelled where it stands. */
export function Legend() {
  return (
    <ul className="legend" aria-label={legend.title}>
      <li className="packet-request">
        <Sign>
          <path className="packet-tail" d="M0 6H14" />
          <circle className="packet-mark" cx="14" cy="6" r="4" />
        </Sign>
        {legend.request}
      </li>
      <li className="packet-watch-event">
        <Sign>
          <path className="packet-tail" d="M2 6H14" />
          <path className="packet-mark" d="M13 1L18 6L13 11L8 6Z" />
        </Sign>
        {legend.watch}
      </li>
      <li className="packet-protocol">
        <Sign>
          <circle className="packet-mark" cx="14" cy="6" r="4" />
        </Sign>
        {legend.protocol}
      </li>
      <li className="packet-failed">
        <Sign>
          <path className="packet-cross" d="M10 2L18 10M18 2L10 10" />
        </Sign>
        {legend.failed}
      </li>
      <li>
        <Sign>
          <circle className="ring-track" cx="13" cy="6" r="5" />
          <path className="ring-left" d="M13 1A5 5 0 1 1 8 6" />
        </Sign>
        {legend.timer}
      </li>
    </ul>
  );
}

function Sign({ children }: { readonly children: ReactNode }) {
  return (
    <svg width="22" height="12" viewBox="0 0 22 12" aria-hidden="true" focusable="false">
      {children}
    </svg>
  );
}
