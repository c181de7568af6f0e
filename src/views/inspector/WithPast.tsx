import { type ReactNode, useState } from 'react';
import type { TimerPicture } from '../../analysis/picture.ts';
import type { KindView } from '../../ui/kind-view.ts';
import { useAnswer } from '../session.ts';

interface PastProps {
  readonly node: string;
  readonly now: number;
  readonly timers: readonly TimerPicture[];
  readonly children: (past: unknown) => ReactNode;
}

const CHECKS = 10;

/** Asks of the run what a kind's detail wants to know of a node's past. */
export function WithPast({ past, ...rest }: PastProps & { readonly past: KindView['past'] | undefined }) {
  if (past === 'checks') return <WithChecks key={rest.node} {...rest} />;
  if (past === 'outcomes') return <WithOutcomes key={rest.node} {...rest} />;
  if (past === 'calls') return <WithCalls key={rest.node} {...rest} />;
  return rest.children(undefined);
}

/** The list is another only when a check ends: then the load balancer sets the timer of the next one. */
function WithChecks({ node, timers, children }: PastProps) {
  const changed = timers.reduce(
    (latest, { name, setAt }) => (name === 'check' ? Math.max(latest, setAt) : latest),
    0,
  );
  return children(useLatest(useAnswer('checksOf', node, changed, CHECKS)));
}

function WithOutcomes({ node, now, children }: PastProps) {
  return children(useLatest(useAnswer('outcomesOf', node, now)));
}

function WithCalls({ node, now, children }: PastProps) {
  const outcomes = useLatest(useAnswer('outcomesOf', node, now));
  const registered = useLatest(useAnswer('registeredAt', now));
  return children({ outcomes: outcomes ?? [], registered: registered ?? [] });
}

/** The newest answer that there is, so that nothing flickers while the next one is on its way. */
function useLatest<T>(answer: T | undefined): T | undefined {
  const [latest, setLatest] = useState(answer);
  if (answer !== undefined && answer !== latest) setLatest(answer);
  return answer ?? latest;
}
