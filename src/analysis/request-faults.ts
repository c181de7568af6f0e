/** Which fault a failed request was lost to: the one that holds where the request was, as the run recorded it. */
import type { RecordedMilestone } from '../kernel/milestone.ts';
import type { Recording } from '../kernel/recording.ts';
import type { World } from '../kernel/world.ts';
import type { AbandonedObservation, HttpResponse } from '../kinds/api-server/protocol.ts';
import type { RequestEnd } from '../kinds/client/protocol.ts';
import type { SimTime } from '../lib/units.ts';
import { causeSteps } from './cause-steps.ts';
import { type FaultSpan, faultSpans, liesBetween } from './fault-spans.ts';
import type { FinishedRequest } from './finished-requests.ts';
import type { Run } from './run.ts';

/** The fault behind a failed request; undefined if none holds on its way. */
export type Attribution = (request: FinishedRequest) => FaultSpan | undefined;

const known = new WeakMap<Recording, { readonly events: number; readonly attribution: Attribution }>();

/** Attributes the failed requests of a run. */
export function attributionOf({ simulation }: Run): Attribution {
  const { recording, world } = simulation;
  const before = known.get(recording);
  if (before?.events === recording.events) return before.attribution;
  const attributor = new Attributor(recording, world);
  const attribution: Attribution = (request) => attributor.faultOf(request);
  known.set(recording, { events: recording.events, attribution });
  return attribution;
}

class Attributor {
  private readonly ofNode = new Map<string, FaultSpan[]>();
  private readonly ofLinks: FaultSpan[] = [];
  private readonly byEvent = new Map<number, FaultSpan>();
  /** Where requests were that their clients gave up, by client and number. */
  private readonly abandoned: ReadonlyMap<string, string>;
  /** Who went out of a load balancer's pool, by the load balancer; primary-demoted, by the primary. */
  private readonly conditions = new Map<string, RecordedMilestone[]>();
  private readonly roots = new Map<RecordedMilestone, FaultSpan | undefined>();

  constructor(
    private readonly recording: Recording,
    world: World,
  ) {
    for (const span of faultSpans(recording)) {
      this.byEvent.set(span.milestone.event, span);
      if (span.sets === undefined) append(this.ofNode, span.milestone.node, span);
      else this.ofLinks.push(span);
    }
    this.noteConditions(world);
    this.abandoned = abandonedIn(recording);
  }

  private noteConditions(world: World): void {
    const callers = callersOf(world);
    const down = new Set<string>();
    for (const milestone of this.recording.milestones) {
      const { type, node, data } = milestone;
      const pair = `${String(data.by)} ${node}`;
      switch (type) {
        case 'marked-up':
          down.delete(pair);
          break;
        case 'marked-down':
          down.add(pair);
          append(this.conditions, `down ${String(data.by)}`, milestone);
          break;
        case 'instance-removed':
          // One that was down takes nothing more away.
          for (const by of callers.get(node) ?? []) {
            if (!down.has(`${by} ${node}`)) append(this.conditions, `down ${by}`, milestone);
          }
          break;
        case 'primary-demoted':
          append(this.conditions, `demoted ${node}`, milestone);
      }
    }
  }

  faultOf(request: FinishedRequest): FaultSpan | undefined {
    const { reason, target, failedAt } = request;
    if (reason === 'no-server') return this.conditionBehind(`down ${target}`, request);
    return (
      this.onTheWay(request) ??
      (reason === 'database-refused' ? this.conditionBehind(`demoted ${failedAt}`, request) : undefined)
    );
  }

  /** The fault at the farthest place that the request is known to have reached, or on the link to it. */
  private onTheWay(request: FinishedRequest): FaultSpan | undefined {
    const { client, target, server, failedAt, triedAt, endedAt, reason } = request;
    const had =
      reason === 'timeout' ? (this.abandoned.get(`${client} ${String(request.request)}`) ?? '') : server;
    const way = [client, target, had, failedAt].filter(
      (name, index, all) => name !== '' && name !== all[index - 1],
    );
    for (let place = way.length - 1; place >= 0; place--) {
      const [node = '', before = ''] = [way[place], way[place - 1]];
      const since = node === failedAt && unconnected(reason) ? 0 : triedAt;
      const span = this.at(before, node, since, endedAt);
      if (span !== undefined) return span;
    }
    return undefined;
  }

  /** The fault behind the condition that a node was in when it refused. */
  private conditionBehind(key: string, { event }: FinishedRequest): FaultSpan | undefined {
    const milestone = this.conditions.get(key)?.findLast((one) => one.event <= event);
    if (milestone === undefined) return undefined;
    if (!this.roots.has(milestone)) this.roots.set(milestone, this.rootOf(milestone));
    return this.roots.get(milestone);
  }

  /** A server is marked down for what befell itself, or what its checks found behind it; a primary steps down for a cause. */
  private rootOf(milestone: RecordedMilestone): FaultSpan | undefined {
    if (milestone.type === 'instance-removed') return this.byEvent.get(milestone.event);
    const found = milestone.type === 'marked-down' ? this.markedFor(milestone) : undefined;
    if (found !== undefined) return found;
    const last = causeSteps(this.recording, milestone.event, milestone).at(-1);
    return last === undefined ? undefined : this.byEvent.get(last.view.number);
  }

  private markedFor(marked: RecordedMilestone): FaultSpan | undefined {
    const { node, event, time } = marked;
    const since = this.failingSince(marked);
    const own = latest(this.ofNode.get(node) ?? [], since, time, () => true);
    if (own !== undefined) return own;
    const { message } = this.recording.event(event).occurrence;
    if (message.type !== 'http-response') return this.between(String(marked.data.by), node, since, time);
    const { failedAt = '', reason } = message as HttpResponse;
    return this.at(node, failedAt, unconnected(reason) ? 0 : since, time);
  }

  /** The latest fault of a node, or of the link that leads to it, in force at some time from `since` to `until`. */
  private at(before: string, node: string, since: SimTime, until: SimTime): FaultSpan | undefined {
    const own = latest(this.ofNode.get(node) ?? [], since, until, keepsFromServing);
    return own ?? this.between(before, node, since, until);
  }

  private between(one: string, other: string, since: SimTime, until: SimTime): FaultSpan | undefined {
    return latest(this.ofLinks, since, until, (span) => liesBetween(span, one, other));
  }

  /** When the checks began to fail upon which a server was marked down. */
  private failingSince(marked: RecordedMilestone): SimTime {
    const { milestones } = this.recording;
    let since = marked.silence?.since ?? marked.time;
    for (let index = milestones.lastIndexOf(marked) - 1; index >= 0; index--) {
      const milestone = milestones[index];
      if (milestone?.node !== marked.node || milestone.data.by !== marked.data.by) continue;
      if (milestone.type !== 'health-check-failed') break;
      since = Math.min(since, milestone.silence?.since ?? milestone.time);
    }
    return since;
  }
}

/** Who has each node in its configuration. */
function callersOf({ nodes }: World): ReadonlyMap<string, readonly string[]> {
  const callers = new Map<string, string[]>();
  for (const { name, kind, config } of nodes) {
    for (const edge of kind.edges(config)) append(callers, edge.to, name);
  }
  return callers;
}

/** What has no connection has been without since the fault that broke it, be that over or not. */
function unconnected(reason: RequestEnd | undefined): boolean {
  return reason === 'database-down';
}

/** A failing /health loses no request by itself. */
function keepsFromServing({ milestone: { data } }: FaultSpan): boolean {
  return data.fault !== 'fail-health';
}

/** The fault that began last among those in force at some time from `since` to `until`. */
function latest(
  spans: readonly FaultSpan[],
  since: SimTime,
  until: SimTime,
  fits: (span: FaultSpan) => boolean,
): FaultSpan | undefined {
  return spans.findLast((span) => span.from <= until && span.to > since && fits(span));
}

function abandonedIn({ observations }: Recording): ReadonlyMap<string, string> {
  const abandoned = new Map<string, string>();
  for (const { value } of observations) {
    if (value.type !== 'abandoned') continue;
    const { client, request, server } = value as AbandonedObservation;
    abandoned.set(`${client} ${String(request)}`, server);
  }
  return abandoned;
}

function append<V>(lists: Map<string, V[]>, key: string, item: V): void {
  const list = lists.get(key);
  if (list === undefined) lists.set(key, [item]);
  else list.push(item);
}
