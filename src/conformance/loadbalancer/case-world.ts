import type { KindDefinition } from '../../kernel/kind.ts';
import { HEADLESS_LIMITS, type World, type WorldNode } from '../../kernel/world.ts';
import type { LoadBalancerConfig } from '../../kinds/load-balancer/config.ts';
import { loadBalancer } from '../../kinds/load-balancer/model.ts';
import { type Duration, SECOND, type SimTime } from '../../lib/units.ts';
import { balancerConfig } from './balancer-config.ts';
import { type Case, NOT_IDEMPOTENT, type RequestGroup } from './case.ts';
import { microseconds } from './milliseconds.ts';
import { BALANCER, CLIENT } from './names.ts';
import { recordedBackend } from './recorded-backend.ts';
import { type PlannedRequest, requester } from './requester.ts';

/** Longer than any case: a case that is still not over then has reached a limit. */
const DURATION_MAX = 3600 * SECOND;

/** One way between two processes of one machine. The order of requests is that of their sending: no jitter. */
export const LATENCY: Duration = 50;

/** The balancer starts at a whole second, when the servers are already as the case wants them. */
export const BALANCER_START: SimTime = SECOND;

/** What plays the balancer. */
export interface Cast {
  readonly balancer: KindDefinition;
}

export const CAST: Cast = { balancer: loadBalancer };

/** The world of a case: its balancer, its servers, and one node for all clients. */
export function caseWorld(file: Case, seed: number, cast: Cast): World {
  const node = (name: string, kind: unknown, config: unknown, start: SimTime): WorldNode => ({
    name, group: name, kind: kind as KindDefinition, config, start,
  }); // prettier-ignore
  const { servers } = file.balancer;
  const config: LoadBalancerConfig = balancerConfig(file.balancer);
  return {
    seed,
    duration: DURATION_MAX,
    nodes: [
      ...servers.map(({ id }) => node(id, recordedBackend, undefined, 0)),
      node(BALANCER, cast.balancer, config, BALANCER_START),
      node(CLIENT, requester, file.requests.flatMap(plannedRequests), 0),
    ],
    network: { quality: () => ({ latency: LATENCY, jitter: 0 }) },
    faults: [],
    limits: HEADLESS_LIMITS,
  };
}

function plannedRequests(group: RequestGroup): readonly PlannedRequest[] {
  const { clients, path, method, mode, count } = group;
  return Array.from({ length: count }, (_, index) => ({
    type: NOT_IDEMPOTENT.some((one) => one === method) ? 'http-post' : 'http-get',
    path: path.replaceAll('{i}', String(index)),
    source: addressNumber(clients[index % clients.length] ?? ''),
    service: microseconds(group.service_ms),
    abandonAfter: group.abandon_ms === undefined ? undefined : microseconds(group.abandon_ms),
    gap: mode === 'sequential' && index + 1 < count ? microseconds(group.gap_ms) : undefined,
  }));
}

/** An IPv4 address as an unsigned integer. */
function addressNumber(address: string): number {
  return address.split('.').reduce((sum, byte) => sum * 256 + Number(byte), 0);
}
