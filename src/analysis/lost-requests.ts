import type { RecordedMilestone } from '../kernel/milestone.ts';
import type { Recording } from '../kernel/recording.ts';
import type { SimTime } from '../lib/units.ts';
import type { FaultSpan } from './fault-spans.ts';
import { type FinishedRequest, requestsBySending } from './finished-requests.ts';
import { milestoneText } from './milestone-text.ts';
import type { Naming } from './node-list.ts';
import type { LostRequests, LostToFault } from './outline.ts';
import { attributionOf } from './request-faults.ts';
import type { Run } from './run.ts';

/** The failed requests of a run by the fault that each was lost to. */
export function lostRequests(run: Run): LostRequests {
  const {
    scenario,
    simulation: { recording },
  } = run;
  const faultOf = attributionOf(run);
  const byFault = new Map<FaultSpan, FinishedRequest[]>();
  let toNoFault = 0;
  for (const request of requestsBySending(recording.observations)) {
    if (request.ok) continue;
    const fault = faultOf(request);
    if (fault === undefined) toNoFault++;
    else {
      const lost = byFault.get(fault);
      if (lost === undefined) byFault.set(fault, [request]);
      else lost.push(request);
    }
  }
  const toFaults = [...byFault].sort(([a], [b]) => a.milestone.event - b.milestone.event);
  return { toFaults: toFaults.map(([fault, lost]) => countOf(recording, scenario, fault, lost)), toNoFault };
}

/** How many were under way when the fault came, sent before it was found out, and sent after that. */
function countOf(
  recording: Recording,
  naming: Naming,
  fault: FaultSpan,
  lost: readonly FinishedRequest[],
): LostToFault {
  const { milestone, from } = fault;
  const marks = marksOf(recording, fault);
  let [inFlight, inWindow, after] = [0, 0, 0];
  for (const { triedAt, target, reason } of lost) {
    const found = marks.get(target) ?? earliest(marks);
    if (triedAt < from) inFlight++;
    else if (reason === 'no-server' || (found !== undefined && triedAt >= found)) after++;
    else inWindow++;
  }
  return {
    fault: milestone.id,
    text: milestoneText(milestone, naming),
    node: milestone.node,
    window: { from, to: marks.size === 0 ? undefined : Math.max(...marks.values()) },
    inFlight,
    inWindow,
    after,
  };
}

/** When each load balancer found the fault out: it marked the node down. */
function marksOf(
  { milestones }: Recording,
  { milestone, from, to }: FaultSpan,
): ReadonlyMap<string, SimTime> {
  const marks = new Map<string, SimTime>();
  for (const one of milestones) {
    if (!isMark(one, milestone.node) || one.time < from || one.time >= to) continue;
    const by = String(one.data.by);
    if (!marks.has(by)) marks.set(by, one.time);
  }
  return marks;
}

function isMark({ type, node }: RecordedMilestone, of: string): boolean {
  return type === 'marked-down' && node === of;
}

function earliest(marks: ReadonlyMap<string, SimTime>): SimTime | undefined {
  return marks.size === 0 ? undefined : Math.min(...marks.values());
}
