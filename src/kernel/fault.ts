import type { Duration, SimTime } from '../lib/units.ts';

/** Who a fault befalls: named nodes, or whoever leads a group when it happens. */
export type FaultTarget =
  { readonly nodes: readonly string[] } | { readonly leader: string } | { readonly primary: string };

export const NODE_FAULTS = [
  'crash', 'restart', 'unplug', 'plug', 'pause', 'resume', 'isolate', 'rejoin',
  'slow-disk', 'restore-disk', 'fail-health', 'pass-health', 'hang', 'unhang', 'fail-requests', 'pass-requests',
  'restore',
] as const; // prettier-ignore
export type NodeFaultVerb = (typeof NODE_FAULTS)[number];

/** What a fault does. Verbs come in pairs that read aloud; names are node names, groups and zones expanded. */
export type FaultAction =
  | { readonly verb: NodeFaultVerb; readonly target: FaultTarget }
  /** Service times are multiplied by `by`. */
  | { readonly verb: 'slow'; readonly target: FaultTarget; readonly by: number }
  /** Every link from a node of `from` to a node of `to`, and back unless `oneWay`. */
  | {
      readonly verb: 'cut';
      readonly from: readonly string[];
      readonly to: readonly string[];
      readonly oneWay: boolean;
      /** Only connections to this port; all if absent. */
      readonly port?: string;
    }
  /** Every pair of nodes of different sets; nodes in no set keep their links. */
  | { readonly verb: 'partition'; readonly sets: readonly (readonly string[])[] }
  | {
      readonly verb: 'degrade';
      readonly between: readonly [readonly string[], readonly string[]];
      readonly latency: Duration;
      readonly jitter: Duration;
      /** The share of packets that are lost once and arrive after a retransmission. */
      readonly loss: number;
      /** Only what is sent from the first end to the second. */
      readonly oneWay?: boolean;
    }
  /** Autoscaling: the next unused instances of a group start. */
  | { readonly verb: 'add'; readonly group: string; readonly count: number }
  /** The running instances of a group with the highest numbers leave, or their power goes (`abrupt`). */
  | { readonly verb: 'remove'; readonly group: string; readonly count: number; readonly abrupt: boolean }
  /** Options of nodes of one kind get other values, in base units. */
  | {
      readonly verb: 'set';
      readonly nodes: readonly string[];
      readonly options: Readonly<Record<string, SetValue>>;
      /** The same as the scenario writes it. */
      readonly written: Readonly<Record<string, SetValue>>;
    }
  /** An operator works on a znode of an ensemble, with a client of their own. */
  | {
      readonly verb: 'zookeeper';
      readonly operator: string;
      readonly through: string;
      readonly order: ZnodeOrder;
    }
  /** Ends every cut, partition or degrade with these ends (a partition's ends are its sets). */
  | {
      readonly verb: 'heal';
      readonly ends: 'all' | readonly (readonly string[])[];
      readonly oneWay: boolean;
    };

/** What an operator is to do to a znode. */
export interface ZnodeOrder {
  readonly op: 'set' | 'create' | 'delete';
  readonly path: string;
  /** Empty for `delete`. */
  readonly data: string;
}

/** The value of an option; nested ones are set whole. */
export type SetValue =
  string | number | boolean | undefined | readonly SetValue[] | { readonly [key: string]: SetValue };

/** One line of the fault list. With `for`, its counterpart follows unless something else ended it before. */
export type Fault = FaultAction & { readonly at: SimTime; readonly for?: Duration };

/** The verb that ends each lasting fault of a node. */
export const NODE_COUNTERPARTS: Readonly<Partial<Record<NodeFaultVerb | 'slow', NodeFaultVerb>>> = {
  crash: 'restart',
  unplug: 'plug',
  pause: 'resume',
  isolate: 'rejoin',
  'slow-disk': 'restore-disk',
  'fail-health': 'pass-health',
  hang: 'unhang',
  'fail-requests': 'pass-requests',
  slow: 'restore',
};

/** The verb that ends each fault that lasts. */
export const COUNTERPARTS: Readonly<Record<string, FaultAction['verb']>> = {
  ...NODE_COUNTERPARTS,
  cut: 'heal',
  partition: 'heal',
  degrade: 'heal',
};

/** Whether a fault may have a `for:`: its counterpart, or what it changed put back, follows. */
export function canLast(verb: string): boolean {
  return COUNTERPARTS[verb] !== undefined || verb === 'add' || verb === 'set';
}
