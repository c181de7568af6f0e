import { utf8Length } from '../../../lib/utf8.ts';
import type { MultiOperation, Operation, Permissions } from '../protocol.ts';
import { dataLengthOf } from './znode.ts';

/** `jute.maxbuffer`: a longer packet makes the server close the connection. */
export const FRAME_MAX = 0xfffff;

/** RequestHeader: xid and type. */
const HEADER = 8;
const INT = 4;
const LONG = 8;
const BOOLEAN = 1;
/** MultiHeader: type, done, error. */
const MULTI_HEADER = INT + BOOLEAN + INT;
/** One entry of an ACL: permissions, `world`, `anyone`. */
const ACL_ENTRY = INT + (INT + 5) + (INT + 6);

/** The bytes of a request in the encoding of the real protocol (zookeeper.jute), without the length before it. */
export function requestSize(operation: Operation): number {
  switch (operation.op) {
    case 'multi': {
      const parts = operation.operations.map((one) => MULTI_HEADER + recordSize(one));
      return HEADER + parts.reduce((sum, size) => sum + size, MULTI_HEADER);
    }
    case 'create':
    case 'delete':
    case 'set':
    case 'check':
      return HEADER + recordSize(operation);
    case 'set-acl':
      return HEADER + textSize(operation.path) + aclSize(operation.acl) + INT;
    case 'close':
      return HEADER;
    case 'ephemerals':
      return HEADER + textSize(operation.prefix);
    case 'exists':
    case 'get':
    case 'children':
      return HEADER + textSize(operation.path) + BOOLEAN;
    case 'add-watch':
    case 'check-watches':
    case 'remove-watches':
      return HEADER + textSize(operation.path) + INT;
    default:
      return HEADER + textSize(operation.path);
  }
}

function recordSize(operation: MultiOperation): number {
  const path = textSize(operation.path);
  switch (operation.op) {
    case 'create': {
      const flags = operation.ttl === undefined ? INT : INT + LONG;
      return path + INT + dataLengthOf(operation.data) + aclSize(operation.acl) + flags;
    }
    case 'set':
      return path + INT + dataLengthOf(operation.data) + INT;
    case 'delete':
    case 'check':
      return path + INT;
  }
}

function textSize(text: string): number {
  return INT + utf8Length(text);
}

function aclSize(acl: Permissions | undefined): number {
  return acl === '' ? INT : INT + ACL_ENTRY;
}
