import { useMemo, useState } from 'react';
import type { CauseLink } from '../../analysis/picture.ts';
import { Button } from '../../ui/Button.tsx';
import { clock, delta, spokenDuration } from '../../ui/format.ts';
import { words } from '../../words/index.ts';
import { useAnswer, useRun, useSession } from '../session.ts';
import { foldSteps } from './fold-steps.ts';

/** The causes of a milestone: effect first, each below the one that it brought about. */
export function WhyPanel({ id }: { readonly id: string }) {
  const session = useSession();
  const chain = useAnswer('why', id);
  const known = useRun((state) => state.summary?.milestones.find((milestone) => milestone.id === id)?.text);
  const text = known ?? chain?.[0]?.text ?? '';
  return (
    <aside className="inspector why" id="inspector" aria-label={words.why.name(text)} tabIndex={-1}>
      <header className="why-header">
        <h2>
          <span className="why-ask">{words.why.title}</span> {text}
        </h2>
        <Button icon="close" label={words.why.close} bare onClick={() => session.show(undefined)} />
      </header>
      {chain === undefined ? (
        <p className="panel-hint">{words.why.computing}</p>
      ) : chain.length === 0 ? (
        <p className="panel-hint">{words.why.none}</p>
      ) : (
        <Chain chain={chain} />
      )}
    </aside>
  );
}

/** From this length on, steps between milestones are folded. */
const LONG_CHAIN = 8;

function Chain({ chain }: { readonly chain: readonly CauseLink[] }) {
  const [unfolded, setUnfolded] = useState(false);
  const milestones = useRun((state) => state.summary?.milestones);
  const parts = useMemo(() => {
    const ids = new Set(milestones?.map((milestone) => milestone.id));
    return foldSteps(chain, (link) => ids.has(link.id), unfolded || chain.length < LONG_CHAIN);
  }, [chain, milestones, unfolded]);
  return (
    <>
      <ol className="chain">
        {parts.map(({ links, at }) => {
          const [first] = links;
          if (first === undefined) return undefined;
          const number = chain.length - at;
          return links.length === 1 ? (
            <Link key={at} link={first} number={number} first={number === 1} />
          ) : (
            <Folded key={at} links={links} onUnfold={() => setUnfolded(true)} />
          );
        })}
      </ol>
      <CopyButton text={chainText(chain)} />
    </>
  );
}

interface FoldedProps {
  readonly links: readonly CauseLink[];
  readonly onUnfold: () => void;
}

/** Several steps on the way from one milestone to the next. */
function Folded({ links, onUnfold }: FoldedProps) {
  const length = links.reduce((sum, link) => sum + link.delta, 0);
  return (
    <li className="link link-folded">
      <button type="button" className="link-button" aria-expanded={false} onClick={onUnfold}>
        <span className="link-dots" aria-hidden="true">
          ⋮
        </span>
        <span className="link-steps">{words.why.steps(links.length, delta(length))}</span>
      </button>
    </li>
  );
}

interface LinkProps {
  readonly link: CauseLink;
  readonly number: number;
  /** The root of the chain: it has no cause. */
  readonly first: boolean;
}

function Link({ link, number, first }: LinkProps) {
  const session = useSession();
  const after = first ? '' : words.why.after(spokenDuration(link.delta), number - 1);
  return (
    <li className={first ? 'link link-root' : 'link'}>
      <button
        type="button"
        className="link-button"
        aria-label={words.why.link(number, clock(link.time), link.text, after)}
        onClick={() => session.playback.jumpTo(link.time)}
      >
        <span className="link-number">{number}</span>
        <span className="link-text">{link.text}</span>
        <span className="link-time">{clock(link.time)}</span>
      </button>
      {first || link.delta === 0 ? undefined : <span className="link-delta">{delta(link.delta)}</span>}
    </li>
  );
}

function CopyButton({ text }: { readonly text: string }) {
  const [copied, setCopied] = useState(false);
  return (
    <div className="why-footer">
      <Button
        look="outlined"
        icon={copied ? 'check' : 'copy'}
        label={copied ? words.why.copied : words.why.copy}
        onClick={() => {
          navigator.clipboard.writeText(text).then(
            () => setCopied(true),
            () => setCopied(false),
          );
        }}
        onBlur={() => setCopied(false)}
      />
    </div>
  );
}

/** As it is copied: one line a link, effect first. */
function chainText(chain: readonly CauseLink[]): string {
  return chain
    .map((link, index) => {
      const after = index === chain.length - 1 ? '' : `  (${delta(link.delta)})`;
      return `${chain.length - index}. ${clock(link.time)} s  ${link.text}${after}`;
    })
    .join('\n');
}
