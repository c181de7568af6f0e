import { type Fact, Facts, Section } from '../../ui/Detail.tsx';
import { count } from '../../ui/format.ts';
import type { DetailProps } from '../../ui/kind-view.ts';
import { hasFields } from '../../ui/plain-data.ts';
import { StateDetail } from '../../ui/StateDetail.tsx';
import { details } from '../../words/details.ts';
import { words } from '../../words/index.ts';
import { RecipeSection, SessionSection } from '../calling/RecipeSection.tsx';
import type { LockUserState } from './state.ts';

const text = details.kinds.lockUser;

function isLockUser(state: unknown): state is LockUserState {
  return hasFields<LockUserState>(state, ['duty', 'holds', 'turns', 'nextAccess']);
}

export function LockUserDetail({ state, before }: DetailProps) {
  if (!isLockUser(state)) return <StateDetail state={state} words={words.inspector} />;
  const earlier = isLockUser(before) ? before : undefined;
  const { duty, zookeeper, config } = state;
  return (
    <>
      {duty && <RecipeSection title={text.lock} recipe={duty} before={earlier?.duty} fenced />}
      <Section title={text.work} aside={config.resource}>
        <Facts rows={workRows(state)} before={earlier && workRows(earlier)} was={words.inspector.was} />
      </Section>
      {zookeeper && <SessionSection zookeeper={zookeeper} before={earlier?.zookeeper} />}
    </>
  );
}

function workRows({ holds, config, turns, done, refused }: LockUserState): readonly Fact[] {
  return [
    [text.belief, holds ? text.holds : text.holdsNot, holds ? 'leads' : undefined],
    [text.token, config.fencing === 'token' ? text.shown : text.notShown],
    [text.turns, count(turns)],
    [text.done, count(done)],
    [text.refused, count(refused), refused === 0 ? undefined : 'bad'],
  ];
}
