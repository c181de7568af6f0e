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
  if (past === 'balancing') return <WithBalancing key={rest.node} {...rest} />;
  if (past === 'outcomes') return <WithOutcomes key={rest.node} {...rest} />;
  if (past === 'calls') return <WithCalls key={rest.node} {...rest} />;
  return rest.children(undefined);
}

/** The list of checks is another only when one ends: then the load balancer sets the timer of the next one. */
function WithBalancing({ node, now, timers, children }: PastProps) {
  const changed = timers.reduce(
    (latest, { name, setAt }) => (name === 'check' ? Math.max(latest, setAt) : latest),
    0,
  );
  const checks = useLatest(useAnswer('checksOf', node, changed, CHECKS));
  const outcomes = useLatest(useAnswer('outcomesOf', node, now));
  return children({ checks: checks ?? [], outcomes: outcomes ?? [] });
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
