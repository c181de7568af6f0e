import { useMemo } from 'react';
import type { CauseLink } from '../../analysis/answer.ts';
import { CopyButton } from '../../ui/CopyButton.tsx';
import { isNamed } from '../../shell/named-panel.ts';
import { words } from '../../words/index.ts';
import { TermsUsed } from '../glossary/TermsUsed.tsx';
import { useAnswer, useRun } from '../session.ts';
import { Anatomy } from './Anatomy.tsx';
import { CauseOrEffect } from './CauseOrEffect.tsx';
import { Chain } from './Chain.tsx';
import { chainText, stationDetails, stationTitle } from './chain-words.ts';
import { PanelFrame } from './PanelFrame.tsx';
import { stationsOf } from './stations.ts';

/** The causes of a milestone or event: effect first, each below the one that it brought about. */
export function WhyPanel({ id }: { readonly id: string }) {
  const chain = useAnswer('why', id);
  const known = useRun((state) => state.summary?.milestones.find((milestone) => milestone.id === id)?.text);
  const text = known ?? chain?.[0]?.text ?? '';
  return (
    <PanelFrame
      ask={words.why.title}
      title={text}
      name={words.why.name(text)}
      actions={
        <>
          <CauseOrEffect id={id} shown="why" />
          {chain === undefined || chain.length === 0 ? undefined : (
            <CopyButton bare text={chainText(chain)} label={words.why.copy} done={words.why.copied} />
          )}
        </>
      }
    >
      {chain === undefined || isNamed({ type: 'why', id }) ? (
        <p className="panel-hint">{words.why.computing}</p>
      ) : chain.length === 0 ? (
        <p className="panel-hint">{words.why.none}</p>
      ) : (
        <Told id={id} chain={chain} />
      )}
    </PanelFrame>
  );
}

function Told({ id, chain }: { readonly id: string; readonly chain: readonly CauseLink[] }) {
  const stations = useMemo(() => stationsOf(chain), [chain]);
  const texts = useMemo(
    () => stations.flatMap((station) => [stationTitle(station), ...stationDetails(station)]),
    [stations],
  );
  const failovers = useAnswer('failovers');
  const failover =
    failovers?.find((one) => one.milestones.includes(id)) ??
    failovers?.findLast(({ milestones }) =>
      chain.some((link) => link.type === 'primary-promoted' && milestones.includes(link.id)),
    );
  return (
    <>
      <Chain key={id} stations={stations} />
      {failover === undefined ? undefined : <Anatomy failover={failover} />}
      <TermsUsed texts={texts} />
    </>
  );
}
