/** How packets are told of, wherever they are shown. */
import type { PacketFamily } from '../kernel/kind.ts';
import type { Occurrence } from '../kernel/occurrence.ts';
import type { PacketPicture } from './picture.ts';
import type { Run } from './run.ts';

/** The family of each message type; what is not in it is protocol. */
export type PacketFamilies = ReadonlyMap<string, PacketFamily>;

export function packetFamilies({ simulation }: Run): PacketFamilies {
  return new Map(simulation.nodes.flatMap((node) => Object.entries(node.spec.kind.families)));
}

export function packetFamily(packet: Occurrence, families: PacketFamilies): PacketPicture['family'] {
  if (packet.type === 'closed' && packet.reason !== 'closed') return 'failed';
  return families.get(packet.message.type) ?? 'protocol';
}

/** A message's type, or what the packet does to its connection. */
export function packetLabel(packet: Occurrence): string {
  switch (packet.type) {
    case 'message':
      return packet.message.type;
    case 'accepted':
      return 'connect';
    case 'connected':
      return 'accept';
    default:
      return packet.reason === 'closed' ? 'close' : packet.reason;
  }
}
