import type { Observation, RecordedObservation } from '../../kernel/kind.ts';
import type {
  BackendObservation,
  CheckObservation,
  ErrorLogObservation,
  ServerObservation,
} from '../../kinds/load-balancer/inspection.ts';
import type { SimTime } from '../../lib/units.ts';
import type { Json, JsonObject } from '../json.ts';
import { type Case, checkOf } from './case.ts';
import { inMilliseconds, microseconds, thousandths } from './milliseconds.ts';
import { isPlain, latenciesOf, type Outcome, outcomesOf, placeOf } from './outcomes.ts';
import type { Arrival } from './recorded-backend.ts';
import type { Samples } from './samples.ts';

/** What HAProxy's log calls the results of checks (`check.c`, get_check_status_description). */
const REASONS: Readonly<Record<string, string>> = {
  SOCKERR: 'Socket error',
  L4OK: 'Layer4 check passed',
  L4CON: 'Layer4 connection problem',
  L4TOUT: 'Layer4 timeout',
  L6OK: 'Layer6 check passed',
  L6TOUT: 'Layer6 timeout',
  L6RSP: 'Layer6 invalid response',
  L7OK: 'Layer7 check passed',
  L7OKC: 'Layer7 check conditionally passed',
  L7STS: 'Layer7 wrong status',
  L7TOUT: 'Layer7 timeout',
  L7RSP: 'Layer7 invalid response',
  HANA: 'Health analyze',
};

/** An observation of the kind that is asked for, with the milliseconds since T0. */
interface Told<O> {
  readonly ms: number;
  readonly node: string;
  readonly value: O;
}

/** What a recording of one run would hold, times as [min, median, max] of that one. */
export function transcript(
  file: Case,
  zero: SimTime,
  observations: readonly RecordedObservation[],
  samples: Samples,
): JsonObject {
  return new Transcript(file, zero, observations, samples).write();
}

class Transcript {
  private readonly outcomes: readonly Outcome[];

  constructor(
    private readonly file: Case,
    private readonly zero: SimTime,
    private readonly observations: readonly RecordedObservation[],
    private readonly samples: Samples,
  ) {
    this.outcomes = outcomesOf(file, observations);
  }

  write(): JsonObject {
    const { file } = this;
    const requested = file.requests.length > 0;
    return {
      id: file.id,
      area: file.area,
      software: `model of ${file.balancer.model}`,
      runs: 1,
      exact: withoutEmpty({
        ...(file.balancer.model === 'haproxy' ? this.haproxy() : { lb_log: this.errorLog() }),
        ...(requested ? this.requests() : {}),
      }),
      ...(file.statistical ? { statistical: this.statistics() } : {}),
      timing: withoutEmpty(this.timing()),
      unstable: [],
    };
  }

  private haproxy(): JsonObject {
    const { samples } = this;
    return {
      checks: this.byServer<CheckObservation>('check', ({ value }) => ({
        kind: value.kind,
        ok: value.ok,
        reason: REASONS[value.reason] ?? value.reason,
        ...(value.code === undefined ? {} : { code: value.code }),
        status: value.status,
      })),
      status: this.sampled((server) => samples.status(server).map(({ value }) => value)),
      weights: this.sampled((server) => this.changedWeights(server).map(({ value }) => value)),
      events: this.byServer<ServerObservation>('server-event', ({ value }) => value.text),
      backend_events: this.told<BackendObservation>('backend-event').map(({ value }) => value.text),
    };
  }

  private requests(): JsonObject {
    const { outcomes } = this;
    const counts = new Map<string, number>();
    for (const { status, served_by } of outcomes) {
      const key = `${String(status)}:${served_by ?? '-'}`;
      counts.set(key, (counts.get(key) ?? 0) + 1);
    }
    return {
      order: outcomes.map(placeOf),
      ...(outcomes.every(isPlain) ? { all_plain_200: true } : {}),
      outcomes: outcomes.map((outcome) => ({ ...outcome })),
      counts: Object.fromEntries(counts),
    };
  }

  private statistics(): JsonObject {
    const served = new Map<string, number>();
    for (const { served_by } of this.outcomes) {
      if (served_by !== null) served.set(served_by, (served.get(served_by) ?? 0) + 1);
    }
    const counts = [...served].map(([server, count]) => [server, [count, count, count]] as const);
    return { requests: this.outcomes.length, counts_min_med_max: Object.fromEntries(counts) };
  }

  private timing(): JsonObject {
    const { samples } = this;
    const time = ({ ms }: { readonly ms: number }): Json => [ms, ms, ms];
    const at = (moment: SimTime): Json => time({ ms: this.sinceZero(moment) });
    return {
      checks_ms: this.byServer<CheckObservation>('check', time),
      status_ms: this.sampled((server) => samples.status(server).map((sample) => at(sample.time))),
      weights_ms: this.sampled((server) => this.changedWeights(server).map((sample) => at(sample.time))),
      events_ms: this.byServer<ServerObservation>('server-event', time),
      check_arrivals_ms: this.checkArrivals(time),
      detection: this.detections(),
      latency_ms: latenciesOf(this.observations, this.outcomes.length),
    };
  }

  private errorLog(): readonly Json[] {
    return this.told<ErrorLogObservation>('lb-log').map(({ value }) => ({
      n: value.request, level: value.level, text: value.text, server: value.server ?? null,
    })); // prettier-ignore
  }

  /** Each DOWN and UP of a server, from the last thing that was done to it before. */
  private detections(): readonly Json[] {
    return this.told<ServerObservation>('server-event').flatMap(({ ms, value: { server, text } }) => {
      const to = /is (DOWN|UP)$/.exec(text)?.[1];
      const cause = this.file.timeline
        .filter((entry) => 'server' in entry && entry.server === server && entry.t_ms <= ms)
        .at(-1)?.t_ms;
      const entry = this.file.balancer.servers.find(({ id }) => id === server);
      const inter = entry === undefined ? undefined : checkOf(this.file.balancer, entry)?.inter_ms;
      if (to === undefined || cause === undefined || inter === undefined) return [];
      const late = thousandths(ms - cause);
      const share = thousandths(late / inter);
      return [{ server, to, cause_t_ms: cause, ms: [late, late, late], inter: [share, share, share] }];
    });
  }

  private checkArrivals(time: (told: Told<Arrival>) => Json): JsonObject {
    const checks = this.told<Arrival>('case-arrival').filter(({ value }) => value.what === 'check');
    return grouped(checks, ({ node }) => node, time);
  }

  private changedWeights(server: string): ReturnType<Samples['weight']> {
    const weights = this.samples.weight(server);
    return weights.length > 1 ? weights : [];
  }

  private byServer<O extends Observation & { readonly server: string }>(
    type: O['type'],
    what: (told: Told<O>) => Json,
  ): JsonObject {
    return grouped(this.told<O>(type), ({ value }) => value.server, what);
  }

  /** What was sampled of each server; nothing of those of which nothing was. */
  private sampled(of: (server: string) => readonly Json[]): JsonObject {
    const entries = this.samples.servers.map((server) => [server, of(server)] as const);
    return Object.fromEntries(entries.filter(([, list]) => list.length > 0));
  }

  /** The observations of a type from T0 to the end of the case. */
  private told<O extends Observation>(type: O['type']): readonly Told<O>[] {
    const end = this.zero + microseconds(this.file.end_ms);
    return this.observations
      .filter(({ time, value }) => value.type === type && time >= this.zero && time <= end)
      .map(({ time, node, value }) => ({ ms: this.sinceZero(time), node, value: value as O }));
  }

  private sinceZero(time: SimTime): number {
    return inMilliseconds(time - this.zero);
  }
}

/** Recordings do not name what there was nothing of. */
function withoutEmpty(parts: JsonObject): JsonObject {
  const entries = Object.entries(parts).filter(
    ([, part]) => !(typeof part === 'object' && part !== null && Object.keys(part).length === 0),
  );
  return Object.fromEntries(entries);
}

function grouped<T>(list: readonly T[], server: (item: T) => string, what: (item: T) => Json): JsonObject {
  const groups = new Map<string, Json[]>();
  for (const item of list) groups.set(server(item), [...(groups.get(server(item)) ?? []), what(item)]);
  return Object.fromEntries([...groups].sort(([a], [b]) => (a < b ? -1 : 1)));
}
