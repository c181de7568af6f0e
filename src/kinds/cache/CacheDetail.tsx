import { sizeOf } from '../../lib/sorted-map.ts';
import { type Fact, Facts, Section } from '../../ui/Detail.tsx';
import { count } from '../../ui/format.ts';
import type { DetailProps } from '../../ui/kind-view.ts';
import { hasFields } from '../../ui/plain-data.ts';
import { StateDetail } from '../../ui/StateDetail.tsx';
import { details } from '../../words/details.ts';
import { words } from '../../words/index.ts';
import { RecipeSection, SessionSection } from '../calling/RecipeSection.tsx';
import type { CacheState } from './state.ts';

const text = details.kinds.cache;

function isCache(state: unknown): state is CacheState {
  return hasFields<CacheState>(state, ['used', 'byUse', 'hits']);
}

export function CacheDetail({ state, before }: DetailProps) {
  if (!isCache(state)) return <StateDetail state={state} words={words.inspector} />;
  const earlier = isCache(before) ? before : undefined;
  const { registration, zookeeper } = state;
  return (
    <>
      <Section title={text.values}>
        <Facts rows={rowsOf(state)} before={earlier && rowsOf(earlier)} was={words.inspector.was} />
      </Section>
      {registration && (
        <RecipeSection title={text.group} recipe={registration} before={earlier?.registration} />
      )}
      {zookeeper && <SessionSection zookeeper={zookeeper} before={earlier?.zookeeper} />}
    </>
  );
}

function rowsOf({ used, config, hits, misses }: CacheState): readonly Fact[] {
  return [
    [text.kept, count(sizeOf(used))],
    [text.room, count(config.size)],
    [text.hits, count(hits)],
    [text.misses, count(misses)],
  ];
}
