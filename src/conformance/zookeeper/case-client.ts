import type { Context, Draft, KindDefinition, Message, NodeEvent, Observation } from '../../kernel/kind.ts';
import {
  closeClient,
  type ClientStep,
  handleClient,
  type Notice,
  removeWatches,
  startClient,
  submit,
  type ZookeeperClient,
} from '../../kinds/zookeeper/client-library.ts';
import type { Operation, SessionId, WatchKind } from '../../kinds/zookeeper/protocol.ts';
import type { Duration } from '../../lib/units.ts';

/** What the player tells a client's process to do. `tag` names the reply. */
export type ClientCommand =
  | {
      readonly type: 'open';
      readonly handle: number;
      readonly servers: readonly string[];
      readonly timeout: Duration;
      readonly resume?: { readonly session: SessionId; readonly password: number };
    }
  | {
      readonly type: 'submit';
      readonly handle: number;
      readonly tag: string;
      readonly operation: Operation;
      readonly watcher: string;
    }
  | {
      readonly type: 'remove-watches';
      readonly handle: number;
      readonly tag: string;
      readonly path: string;
      readonly kind: WatchKind;
      readonly watcher: string | undefined;
    }
  | { readonly type: 'close'; readonly handle: number; readonly tag: string };

/** What the library told a client's process: a line of its output. */
export interface Told extends Observation {
  readonly type: 'case-told';
  readonly handle: number;
  readonly notice: Notice;
}

interface CaseClientState {
  /** The handles that this process has opened, by number. */
  readonly handles: readonly ZookeeperClient[];
}

type CaseClient = Draft<CaseClientState>;

function obey(s: CaseClient, command: ClientCommand, ctx: Context): void {
  if (command.type === 'open') {
    const { handle, servers, timeout, resume } = command;
    const options = { servers, timeout, handle, shuffle: false, renew: false };
    const client = startClient(resume === undefined ? options : { ...options, resume }, ctx);
    s.handles = [...s.handles, client];
    return;
  }
  const client = s.handles[command.handle];
  if (client !== undefined) take(s, command.handle, act(client, command, ctx), ctx);
}

function act(
  client: ZookeeperClient,
  command: Exclude<ClientCommand, { type: 'open' }>,
  ctx: Context,
): ClientStep {
  switch (command.type) {
    case 'submit':
      return submit(client, ctx, command.operation, command.tag, command.watcher);
    case 'remove-watches':
      return removeWatches(client, ctx, command.path, command.kind, command.tag, command.watcher);
    case 'close':
      return closeClient(client, ctx, command.tag);
  }
}

function take(s: CaseClient, handle: number, step: ClientStep, ctx: Context): void {
  s.handles = s.handles.map((client, index) => (index === handle ? step.client : client));
  for (const notice of step.notices) ctx.observe<Told>({ type: 'case-told', handle, notice });
}

function handle(s: CaseClient, event: NodeEvent, ctx: Context): void {
  if (event.type === 'command') {
    obey(s, event.message as Message & ClientCommand, ctx);
    return;
  }
  for (const [index, client] of s.handles.entries()) {
    const step = handleClient(client, event, ctx);
    if (step === undefined) continue;
    take(s, index, step, ctx);
    return;
  }
}

/** The process of a client of a case: it holds handles of the client library and does what the player says. */
export const caseClient: KindDefinition<unknown, undefined, CaseClientState> = {
  kind: 'case-client',
  summary: 'Holds handles of the ZooKeeper client library.',
  options: {},
  invariants: [],
  families: {},
  configure: () => undefined,
  start: () => ({ handles: [] }),
  copy: (state) => ({ handles: state.handles }),
  handle,
  role: () => '',
  face: () => ({ role: '', tone: 'plain', facts: [] }),
  edges: () => [],
};
