import { sizeOf } from '../../lib/sorted-map.ts';
import { type Fact, Facts, Section } from '../../ui/Detail.tsx';
import { count, percent } from '../../ui/format.ts';
import type { DetailProps } from '../../ui/kind-view.ts';
import { hasFields } from '../../ui/plain-data.ts';
import { StateDetail } from '../../ui/StateDetail.tsx';
import { details } from '../../words/details.ts';
import { words } from '../../words/index.ts';
import { RecipeSection, SessionSection } from '../calling/RecipeSection.tsx';
import { ownerOf } from './placement.ts';
import type { CacheClientState } from './state.ts';

const text = details.kinds.cacheClient;

function isCacheClient(state: unknown): state is CacheClientState {
  return hasFields<CacheClientState>(state, ['placement', 'asked', 'loading', 'hits']);
}

export function CacheClientDetail({ state, before }: DetailProps) {
  if (!isCacheClient(state)) return <StateDetail state={state} words={words.inspector} />;
  const earlier = isCacheClient(before) ? before : undefined;
  const { discovery, zookeeper, config } = state;
  const { was } = words.inspector;
  return (
    <>
      <Section title={text.lookups}>
        <Facts rows={lookupRows(state)} before={earlier && lookupRows(earlier)} was={was} />
      </Section>
      <Section title={text.caches} aside={config.hashing}>
        <Facts rows={shareRows(state)} before={earlier && shareRows(earlier)} was={was} />
      </Section>
      {discovery && <RecipeSection title={text.group} recipe={discovery} before={earlier?.discovery} />}
      {zookeeper && <SessionSection zookeeper={zookeeper} before={earlier?.zookeeper} />}
    </>
  );
}

function lookupRows({ hits, misses, asked, loading }: CacheClientState): readonly Fact[] {
  const all = hits + misses;
  return [
    [text.hits, all === 0 ? count(0) : `${count(hits)}, ${percent(hits / all)}`],
    [text.misses, count(misses)],
    [text.open, count(sizeOf(asked))],
    [text.making, count(sizeOf(loading))],
  ];
}

/** How many of the keys each cache has, as this front end places them. */
function shareRows({ placement, config }: CacheClientState): readonly Fact[] {
  const keys = new Map<string, number>();
  for (let key = 0; key < config.keys; key++) {
    const owner = ownerOf(placement, key);
    if (owner !== undefined) keys.set(owner, (keys.get(owner) ?? 0) + 1);
  }
  return placement.members.map((name): Fact => {
    const own = keys.get(name) ?? 0;
    return [name, text.share(count(own), percent(own / config.keys))];
  });
}
