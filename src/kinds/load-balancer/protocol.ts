/** What an agent says of its server (HAProxy's `agent-check`): words and a percentage, such as `up 50%`. */
export interface AgentReply {
  readonly type: 'agent-reply';
  readonly text: string;
}

/** Autoscaling, or a registry: these are the instances of a group that are there now. */
export interface MembersCommand {
  readonly type: 'members';
  readonly group: string;
  readonly members: readonly string[];
}

/** A line for the command-line interface of a load balancer (HAProxy's): `set server be/s1 state drain`. */
export interface AdminCommand {
  readonly type: 'admin';
  readonly line: string;
}
