import { type Fact, Facts, Section } from '../../ui/Detail.tsx';
import { count, duration } from '../../ui/format.ts';
import type { DetailProps } from '../../ui/kind-view.ts';
import { hasFields } from '../../ui/plain-data.ts';
import { PseudoCode } from '../../ui/PseudoCode.tsx';
import { StateDetail } from '../../ui/StateDetail.tsx';
import { details } from '../../words/details.ts';
import { words } from '../../words/index.ts';
import { tokenText } from '../calling/RecipeSection.tsx';
import type { ZookeeperClientState } from './state.ts';

const { detail } = details.kinds.zookeeperClient;

function isZookeeperClient(state: unknown): state is ZookeeperClientState {
  return hasFields<ZookeeperClientState>(state, ['config', 'zookeeper', 'standing', 'turns']);
}

export function ZookeeperClientDetail({ state, before, now }: DetailProps) {
  if (!isZookeeperClient(state)) return <StateDetail state={state} words={words.inspector} />;
  const earlier = isZookeeperClient(before) ? before : undefined;
  const was = words.inspector.was;
  return (
    <>
      {state.recipe === undefined ? undefined : (
        <Section title={detail.recipe} aside={state.recipe.name}>
          <PseudoCode name={detail.lines} lines={state.recipe.lines} line={state.recipe.line} />
          <Facts rows={recipeRows(state, now)} before={earlier && recipeRows(earlier, now)} was={was} />
        </Section>
      )}
      <Section title={detail.session}>
        <Facts rows={sessionRows(state)} before={earlier && sessionRows(earlier)} was={was} />
      </Section>
      <Section title={detail.requests}>
        <Facts rows={requestRows(state)} />
      </Section>
    </>
  );
}

function recipeRows(state: ZookeeperClientState, now: number): readonly Fact[] {
  const { recipe, standing, leaseUntil, turns, config } = state;
  if (recipe === undefined) return [];
  const certain = leaseUntil > now ? duration(leaseUntil - now) : detail.uncertain;
  return [
    [detail.standing, detail.standings[standing], standing === 'acting' ? 'leads' : undefined],
    [detail.own, recipe.own ?? detail.none],
    [detail.awaits, recipe.awaits ?? detail.nothing],
    [detail.token, recipe.token === undefined ? detail.none : tokenText(recipe.token)],
    [detail.lease, config.fencing === 'none' ? detail.unfenced : certain],
    [detail.turns, count(turns)],
  ];
}

function sessionRows({ zookeeper }: ZookeeperClientState): readonly Fact[] {
  return [
    [detail.state, zookeeper.state.toLowerCase()],
    [detail.id, zookeeper.session === 0 ? detail.none : zookeeper.session.toString(16)],
    [detail.timeout, duration(zookeeper.timeout)],
    [detail.server, zookeeper.servers[zookeeper.server] ?? detail.none],
    [detail.watches, count(zookeeper.watches.length)],
  ];
}

function requestRows(state: ZookeeperClientState): readonly Fact[] {
  return [
    [detail.asked, count(state.asked)],
    [detail.refused, count(state.refused)],
    [detail.lost, count(state.lost)],
    [detail.events, count(state.events)],
  ];
}
