import type { RequestEnd, RequestObservation } from '../kinds/client/protocol.ts';
import type { Duration, SimTime } from '../lib/units.ts';
import { cacheLookups } from './cache-lookups.ts';
import { requestsBySending } from './finished-requests.ts';
import { lostRequests } from './lost-requests.ts';
import type { Metrics, SuccessPoint } from './outline.ts';
import { replicationLags, replicationMetrics } from './replication.ts';
import type { Run } from './run.ts';
import { writeFates } from './write-fates.ts';

/** The share of requests that did not fail; 1 if there were none. */
export function availability(requests: readonly Pick<RequestObservation, 'ok'>[]): number {
  return requests.length === 0 ? 1 : requests.filter((request) => request.ok).length / requests.length;
}

/** The longest stretch from the sending of a first failed request to the answer of the next successful one. */
export function downtime(
  requests: readonly Pick<RequestObservation, 'kind' | 'ok' | 'sentAt' | 'took'>[],
  kind: 'read' | 'write',
  end: SimTime,
): Duration {
  let longest = 0;
  let since: SimTime | undefined;
  for (const request of requests) {
    if (request.kind !== kind) continue;
    if (!request.ok) since ??= request.sentAt;
    else if (since !== undefined) {
      longest = Math.max(longest, request.sentAt + request.took - since);
      since = undefined;
    }
  }
  return since === undefined ? longest : Math.max(longest, end - since);
}

/** Acknowledged writes that are absent at the end from the log that counts in each group of databases. */
export function lostWrites(run: Run): number {
  return writeFates(run).lostWrites;
}

/** `lags` are the run's own, where they are known already. */
export function metricsOf(run: Run, lags = replicationLags(run)): Metrics {
  const requests = requestsBySending(run.simulation.recording.observations);
  const outcomes: Record<string, number> = {};
  const reasons: Partial<Record<RequestEnd, number>> = {};
  for (const { outcome, reason } of requests) {
    outcomes[outcome] = (outcomes[outcome] ?? 0) + 1;
    reasons[reason] = (reasons[reason] ?? 0) + 1;
  }
  return {
    requests: requests.length,
    failed: requests.filter((request) => !request.ok).length,
    availability: availability(requests),
    readAvailability: availability(requests.filter(({ kind }) => kind === 'read')),
    writeAvailability: availability(requests.filter(({ kind }) => kind === 'write')),
    ...writeFates(run),
    writeDowntimeUs: downtime(requests, 'write', run.end),
    readDowntimeUs: downtime(requests, 'read', run.end),
    outcomes,
    reasons,
    lost: lostRequests(run),
    replication: replicationMetrics(lags),
    cache: cacheLookups(run),
  };
}

const SUCCESS_POINTS = 240;

/** How many requests ended, and how many of them failed, in equal steps of the run. */
export function successSeries(run: Run): readonly SuccessPoint[] {
  const step = Math.max(1, Math.ceil(run.scenario.duration / SUCCESS_POINTS));
  const points = Array.from({ length: SUCCESS_POINTS }, (_, index) => ({
    time: index * step,
    requests: 0,
    failed: 0,
  }));
  for (const request of requestsBySending(run.simulation.recording.observations)) {
    const point = points[Math.min(SUCCESS_POINTS - 1, Math.floor(request.sentAt / step))];
    if (point === undefined) continue;
    point.requests++;
    if (!request.ok) point.failed++;
  }
  return points;
}
