import { useMemo } from 'react';
import type { Effect, Effects } from '../../analysis/answer.ts';
import { clock, count, delta, spokenDuration } from '../../ui/format.ts';
import { words } from '../../words/index.ts';
import { useAnswer, useSession } from '../session.ts';
import { CauseOrEffect } from './CauseOrEffect.tsx';
import { PanelFrame } from './PanelFrame.tsx';
import { useLookAt } from './use-look-at.ts';

/** What a milestone or event caused: each effect below its cause. */
export function EffectsPanel({ id }: { readonly id: string }) {
  const effects = useAnswer('effects', id);
  const text = effects?.text ?? '';
  return (
    <PanelFrame
      ask={words.effects.title}
      title={text}
      name={words.effects.name(text)}
      actions={<CauseOrEffect id={id} shown="effects" />}
    >
      {effects === undefined ? (
        <p className="panel-hint">{words.effects.computing}</p>
      ) : (
        <Told effects={effects} />
      )}
    </PanelFrame>
  );
}

interface Branch {
  readonly effect: Effect;
  readonly below: readonly Branch[];
}

function Told({ effects }: { readonly effects: Effects }) {
  const roots = useMemo(() => branchesOf(effects.effects), [effects]);
  const { milestones, events, failed, counts, none, more } = words.effects;
  const all = effects.effects.length + effects.more;
  return (
    <>
      <p className="effects-counts">
        {all === 0 && effects.events === 0 && effects.failedRequests === 0
          ? none
          : counts(
              milestones(all, count(all)),
              events(effects.events, count(effects.events)),
              failed(effects.failedRequests, count(effects.failedRequests)),
            )}
      </p>
      <Branches branches={roots} />
      {effects.more === 0 ? undefined : <p className="panel-hint">{more(count(effects.more))}</p>}
    </>
  );
}

function branchesOf(effects: readonly Effect[]): readonly Branch[] {
  const below = new Map<string | undefined, Effect[]>();
  for (const effect of effects) below.set(effect.parent, [...(below.get(effect.parent) ?? []), effect]);
  const grow = (parent: string | undefined): readonly Branch[] =>
    (below.get(parent) ?? []).map((effect) => ({ effect, below: grow(effect.id) }));
  return grow(undefined);
}

function Branches({ branches }: { readonly branches: readonly Branch[] }) {
  if (branches.length === 0) return undefined;
  return (
    <ul className="effects">
      {branches.map(({ effect, below }) => (
        <li key={effect.id} className={below.length > 1 ? 'effect-parts' : undefined}>
          <Entry effect={effect} />
          <Branches branches={below} />
        </li>
      ))}
    </ul>
  );
}

function Entry({ effect }: { readonly effect: Effect }) {
  const session = useSession();
  const lookAt = useLookAt(effect.time);
  const { text, time, id } = effect;
  return (
    <div className="effect">
      <button
        type="button"
        className="effect-link"
        aria-label={words.effects.link(text, clock(time), spokenDuration(effect.delta))}
        {...lookAt}
      >
        <span>{text}</span>
        <span className="link-time">{delta(effect.delta)}</span>
      </button>
      <button
        type="button"
        className="effect-why"
        aria-label={words.effects.whyName(text)}
        onClick={() => session.why(id)}
      >
        {words.why.title}
      </button>
    </div>
  );
}
