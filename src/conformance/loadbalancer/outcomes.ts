import type { RecordedObservation } from '../../kernel/kind.ts';
import type { ProxiedObservation } from '../../kinds/load-balancer/inspection.ts';
import type { Attempt } from '../../kinds/load-balancer/state.ts';
import type { Case } from './case.ts';
import { inMilliseconds } from './milliseconds.ts';
import { BALANCER, CLIENT } from './names.ts';
import type { Arrival } from './recorded-backend.ts';
import type { Answered } from './requester.ts';

/** One request as a golden has it (format, section 2): what HAProxy's access log says, or nginx's. */
export interface Outcome {
  readonly n: number;
  /** 0: the client got no answer. */
  readonly status: number;
  readonly served_by: string | null;
  readonly client_error?: string;
  readonly lb_server?: string | null;
  readonly retries?: number;
  readonly redispatched?: boolean;
  readonly term?: string;
  readonly attempts?: readonly Readonly<Record<keyof Attempt, string>>[];
  /** The servers whose process saw it, in order. */
  readonly reached: readonly string[];
}

/** HAProxy's termination code where nothing went wrong. */
const NO_TROUBLE = '----';

/** What became of each request, by its number; those that never ended are missing an answer. */
export function outcomesOf(file: Case, observations: readonly RecordedObservation[]): readonly Outcome[] {
  const total = file.requests.reduce((sum, { count }) => sum + count, 0);
  const answers = new Map<number, Answered>();
  const proxied = new Map<number, ProxiedObservation>();
  const reached = new Map<number, readonly string[]>();
  for (const { node, value } of observations) {
    if (node === CLIENT && value.type === 'case-answered') {
      const answer = value as Answered;
      answers.set(answer.n, answer);
    } else if (node === BALANCER && value.type === 'proxied') {
      const line = value as ProxiedObservation;
      proxied.set(line.request, line);
    } else if (value.type === 'case-arrival' && (value as Arrival).what === 'request') {
      const { n } = value as Arrival;
      reached.set(n, [...(reached.get(n) ?? []), node]);
    }
  }
  return Array.from({ length: total }, (_, n) => ({
    n,
    ...answerOf(answers.get(n)),
    ...(file.balancer.model === 'haproxy' ? haproxyLine(proxied.get(n)) : nginxLine(proxied.get(n))),
    reached: reached.get(n) ?? [],
  }));
}

function answerOf(answer: Answered | undefined): Pick<Outcome, 'status' | 'served_by' | 'client_error'> {
  if (answer === undefined) return { status: 0, served_by: null, client_error: 'ETIMEDOUT' };
  const { status, server, error } = answer;
  return {
    status,
    served_by: server === '' ? null : server,
    ...(error === undefined ? {} : { client_error: error }),
  };
}

function haproxyLine(
  line: ProxiedObservation | undefined,
): Pick<Outcome, 'lb_server' | 'retries' | 'redispatched' | 'term'> {
  if (line === undefined) return {};
  const { server, retries, redispatched, term } = line;
  return { lb_server: server ?? null, retries, redispatched, term };
}

function nginxLine(line: ProxiedObservation | undefined): Pick<Outcome, 'attempts'> {
  if (line === undefined) return {};
  return { attempts: line.attempts.map(({ server, result }) => ({ server, result })) };
}

/** Where a request went, in one word: its server, or `!` and the last that was chosen. */
export function placeOf({ served_by, lb_server }: Outcome): string {
  return served_by ?? `!${lb_server ?? ''}`;
}

/** Answered with 200 by the first server that was tried. */
export function isPlain({ status, served_by, retries, attempts, term }: Outcome): boolean {
  const first = (retries ?? 0) === 0 && (attempts ?? []).length <= 1 && (term ?? NO_TROUBLE) === NO_TROUBLE;
  return status === 200 && served_by !== null && first;
}

/** Milliseconds until the answer of each request, as [min, median, max]; null where none came. */
export function latenciesOf(
  observations: readonly RecordedObservation[],
  total: number,
): readonly (readonly [number, number, number] | null)[] {
  const latencies = new Map(
    observations.flatMap(({ node, value }) =>
      node === CLIENT && value.type === 'case-answered'
        ? [[(value as Answered).n, (value as Answered).latency] as const]
        : [],
    ),
  );
  return Array.from({ length: total }, (_, n) => {
    const latency = latencies.get(n);
    if (latency === undefined) return null;
    const ms = inMilliseconds(latency);
    return [ms, ms, ms];
  });
}
