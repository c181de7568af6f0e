import type { ConnectionId, Context, Face, KindDefinition, NodeEvent } from '../../kernel/kind.ts';
import { lookUp, withEntry, withoutKey } from '../../lib/sorted-map.ts';
import { resourceOptions, type ResourceConfig, type ResourceOptions } from './config.ts';
import { resourceInvariants } from './invariants.ts';
import type { ResourceAccess, ResourceReply } from './protocol.ts';
import { copyResource, type Greatest, type Resource, type ResourceState } from './state.ts';

const NO_TOKENS: Greatest = { shown: 0, written: 0 };

function handle(s: Resource, event: NodeEvent, ctx: Context): void {
  if (event.type === 'message') {
    receive(s, ctx, event.connection, event.from, event.message as ResourceAccess);
  } else if (event.type === 'written') {
    carryOut(s, ctx, event.key);
  }
}

/**
 * Who shows a token is refused if somebody with a greater one was here before (Kleppmann, "How to do distributed
 * locking"). Readers share, so only writers keep them out.
 */
function receive(
  s: Resource,
  ctx: Context,
  connection: ConnectionId,
  holder: string,
  access: ResourceAccess,
): void {
  const { token } = access;
  const writes = access.type === 'resource-write';
  const bar = writes ? s.greatest.shown : s.greatest.written;
  if (token !== undefined && token < bar) {
    s.refused++;
    ctx.milestone({
      type: 'fencing-rejected',
      about: holder,
      reason: 'its fencing token is too small',
      data: { token, known: bar },
    });
    reply(ctx, connection, 'resource-refused', access.id);
    return;
  }
  if (token !== undefined) s.greatest = raised(s.greatest, token, writes);
  s.open = withEntry(s.open, s.next, { holder, connection, access });
  ctx.write(s.greatest, 'access', s.next, s.config.diskSync);
  s.next++;
}

function raised({ shown, written }: Greatest, token: number, writes: boolean): Greatest {
  return { shown: Math.max(shown, token), written: writes ? Math.max(written, token) : written };
}

/** It is on disk, and so is the token that it came with. */
function carryOut(s: Resource, ctx: Context, id: number): void {
  const open = lookUp(s.open, id);
  if (open === undefined) return;
  s.open = withoutKey(s.open, id);
  s.last = open;
  s.accepted++;
  reply(ctx, open.connection, 'resource-done', open.access.id);
}

function reply(ctx: Context, connection: ConnectionId, type: ResourceReply['type'], id: number): void {
  ctx.send(connection, { type, id } satisfies ResourceReply);
}

function start(config: ResourceConfig, durable: Greatest | undefined): ResourceState {
  return {
    config, greatest: durable ?? NO_TOKENS, open: undefined, next: 1, last: undefined, accepted: 0, refused: 0,
  }; // prettier-ignore
}

function face({ accepted, refused, last }: ResourceState): Face {
  const by = last === undefined ? [] : [`last by ${last.holder}`];
  const second = refused === 0 ? by : [`${String(refused)} refused`];
  return { role: '', tone: 'plain', facts: [`${String(accepted)} done`, ...second] };
}

export const resource: KindDefinition<ResourceOptions, ResourceConfig, ResourceState, Greatest> = {
  kind: 'resource',
  summary:
    'What a distributed lock protects: it carries out what holders ask for, and refuses tokens that are too old.',
  options: resourceOptions,
  invariants: resourceInvariants,
  families: {
    'resource-read': 'request', 'resource-write': 'request', 'resource-done': 'reply', 'resource-refused': 'reply',
  }, // prettier-ignore
  configure: ({ diskSync }) => ({ diskSync }),
  start: (config, durable) => start(config, durable),
  copy: copyResource,
  handle,
  role: () => '',
  face,
  edges: () => [],
};
