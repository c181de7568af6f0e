import { useId, useMemo, useState } from 'react';
import type { CauseLink } from '../../analysis/answer.ts';
import { clock, delta, spokenDuration } from '../../ui/format.ts';
import { words } from '../../words/index.ts';
import { useRun } from '../session.ts';
import { makingText, stationDetails, stationTitle } from './chain-words.ts';
import { foldMiddle, type Station } from './stations.ts';
import { useLookAt } from './use-look-at.ts';

/** The stations from the effect down to the root; the middle of a long chain is folded. */
export function Chain({ stations }: { readonly stations: readonly Station[] }) {
  const [open, setOpen] = useState(false);
  const parts = useMemo(
    () => (open ? stations.map((one) => ({ folded: false, stations: [one] })) : foldMiddle(stations)),
    [stations, open],
  );
  return (
    <ol className="chain">
      {parts.map((part) => {
        const [first] = part.stations;
        if (first === undefined) return undefined;
        return part.folded ? (
          <Folded key={first.number} stations={part.stations} onOpen={() => setOpen(true)} />
        ) : (
          <Link key={first.number} station={first} />
        );
      })}
    </ol>
  );
}

interface FoldedProps {
  readonly stations: readonly Station[];
  readonly onOpen: () => void;
}

function Folded({ stations, onOpen }: FoldedProps) {
  const length = delta(stations.reduce((sum, station) => sum + station.delta, 0));
  const nodes = new Set(stations.map(({ link }) => link.node));
  const [only] = nodes;
  const text =
    nodes.size === 1 && only !== undefined
      ? words.why.stepsInside(stations.length, only, length)
      : words.why.steps(stations.length, length);
  return (
    <li className="link">
      <button type="button" className="link-fold" aria-expanded={false} onClick={onOpen}>
        <span className="link-dots" aria-hidden="true">
          ⋮
        </span>
        <span>{text}</span>
      </button>
    </li>
  );
}

function Link({ station }: { readonly station: Station }) {
  const { number, link, root } = station;
  const lookAt = useLookAt(link.time);
  const after = root ? '' : words.why.after(spokenDuration(station.delta), number - 1);
  const title = stationTitle(station);
  const fault = root && link.how === 'fault';
  return (
    <li className={root ? 'link link-root' : 'link'}>
      {root ? undefined : <Arrow />}
      <button
        type="button"
        className="link-button"
        aria-label={words.why.link(number, clock(link.time), title, after)}
        {...lookAt}
      >
        <span className={fault ? 'badge badge-fault' : 'badge'}>{number}</span>
        <span className="link-text">{title}</span>
        <span className="link-time">{clock(link.time)}</span>
        <span className="link-details">
          {root ? (
            <Origin station={station} />
          ) : (
            stationDetails(station).map((text) => <span key={text}>{text}</span>)
          )}
        </span>
      </button>
      {root ? undefined : <Way station={station} />}
    </li>
  );
}

/** Who placed the root of the chain. */
function Origin({ station }: { readonly station: Station }) {
  const { link } = station;
  const faults = useRun((state) => state.original?.faults);
  if (link.how !== 'fault') return <span>{words.why.scheduled(clock(link.time))}</span>;
  const written = faults?.some(({ at }) => at === link.time) === true;
  return <span>{written ? words.why.byScenario : words.why.byYou}</span>;
}

function Arrow() {
  return (
    <svg className="link-arrow" width="9" aria-hidden="true" focusable="false">
      <path d="M1 5.5L4.5 1.5L8 5.5" />
      <path d="M4.5 1.5V400" />
    </svg>
  );
}

/** How long it took from the cause, and of what that consists; the steps between open. */
function Way({ station }: { readonly station: Station }) {
  const { number, steps, made } = station;
  const [open, setOpen] = useState(false);
  const id = useId();
  return (
    <div className="link-way">
      <span className="link-delta">{delta(station.delta)}</span>
      <span>{makingText(made)}</span>
      {steps.length < 2 ? undefined : (
        <button
          type="button"
          className="link-steps"
          aria-expanded={open}
          aria-controls={open ? id : undefined}
          aria-label={words.why.showStepsName(steps.length, number)}
          onClick={() => setOpen(!open)}
        >
          {words.why.showSteps(steps.length)}
        </button>
      )}
      {open ? (
        <div className="steps" id={id}>
          {steps.map((step) => (
            <Step key={step.id} step={step} />
          ))}
        </div>
      ) : undefined}
    </div>
  );
}

function Step({ step }: { readonly step: CauseLink }) {
  const lookAt = useLookAt(step.time);
  return (
    <button type="button" className="step" {...lookAt}>
      <span>{step.text}</span>
      <span className="link-time">{clock(step.time)}</span>
    </button>
  );
}
