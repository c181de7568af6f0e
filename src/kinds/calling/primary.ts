/** Who the primary of a group of databases is, as far as a process knows that asks them. */
import type { Context, Directory, Draft } from '../../kernel/kind.ts';
import {
  type DatabaseTerms, primaryFollowUp, primaryPath, primaryQuestion, readReign,
} from '../database/protocol.ts'; // prettier-ignore
import { type Notice, submit, type ZookeeperClient } from '../zookeeper/client-library.ts';
import type { Operation, Zxid } from '../zookeeper/protocol.ts';
import type { SessionNotice } from './registry.ts';

const TAG = 'primary';

/** The databases that a process asks. */
export interface DatabasePool {
  readonly group: string;
  readonly members: readonly string[];
  /** How it finds their primary: the first of them for ever, a znode that names it, or by trying one after another. */
  readonly primaryBy: 'configuration' | 'znode' | 'trial';
  readonly znode: string;
  /** Whether it refuses answers of a primary that was deposed, as far as it knows. */
  readonly checksTokens: boolean;
}

/** What a process knows of their primary. */
export interface PrimaryKnown {
  readonly primary: string | undefined;
  /** The fencing token of that reign; 0 if not known. */
  readonly token: Zxid;
}

/** The options of a process that may ask databases; what they are used for differs. */
export const databaseOption = {
  type: 'reference',
  kinds: ['database'],
  optional: true,
} as const;

export const retryWritesOption = {
  type: 'duration',
  default: '0s',
  minimum: 0,
  doc: 'How long it tries a write again that its database refused or left unanswered; 0s: it fails at once.',
} as const;

/** The databases that an option names, and how their primary is found. */
export function databasePool(name: string, directory: Directory): DatabasePool {
  const { election, fencing } = termsOf(name, directory);
  const members = directory.members(name);
  const group = directory.group(members[0] ?? '');
  const recipe = election?.recipe ?? 'none';
  return {
    group,
    members,
    primaryBy: election === undefined ? 'configuration' : recipe === 'none' ? 'trial' : 'znode',
    znode: primaryPath(group, recipe),
    checksTokens: fencing === 'token',
  };
}

/** The ensemble that elects the primary of the databases that an option names. */
export function ensembleOf(name: string | undefined, directory: Directory): string | undefined {
  return name === undefined ? undefined : termsOf(name, directory).election?.through;
}

function termsOf(name: string, directory: Directory): DatabaseTerms {
  return directory.options(name) as unknown as DatabaseTerms;
}

type State = Draft<PrimaryKnown> & { zookeeper: ZookeeperClient | undefined };

/** What it knows at its start. */
export function firstPrimary(pool: DatabasePool | undefined): string | undefined {
  return pool === undefined || pool.primaryBy === 'znode' ? undefined : pool.members[0];
}

/** What its session tells of who the primary is. It keeps what it knows when nobody answers. */
export function hearPrimary(
  s: State,
  ctx: Context,
  pool: DatabasePool | undefined,
  notice: SessionNotice,
): void {
  if (pool?.primaryBy !== 'znode') return;
  const { znode } = pool;
  const asks = notice.type === 'connected' || (notice.type === 'watch' && notice.path === znode);
  if (asks) ask(s, ctx, primaryQuestion(znode));
  else if (notice.type === 'reply' && notice.tag === TAG) learnPrimary(s, ctx, znode, notice);
}

function ask(s: State, ctx: Context, operation: Operation): void {
  if (s.zookeeper !== undefined) s.zookeeper = submit(s.zookeeper, ctx, operation, TAG).client;
}

function learnPrimary(
  s: State,
  ctx: Context,
  znode: string,
  { error, operation, result }: Extract<Notice, { type: 'reply' }>,
): void {
  const next = primaryFollowUp(znode, operation, error);
  if (next !== undefined) ask(s, ctx, next);
  if (operation.op !== 'get') return;
  // Of the recipes whose znode is the primary's own, nobody is primary now.
  if (error === 'NONODE') s.primary = undefined;
  const reign = error === undefined ? readReign(result) : undefined;
  if (reign === undefined) return;
  s.primary = reign.primary;
  s.token = Math.max(s.token, reign.token);
}

/** Whether a primary with this fencing token was deposed since, as far as is known. */
export function isDeposed({ token }: PrimaryKnown, pool: DatabasePool | undefined, shown: number): boolean {
  return pool?.checksTokens === true && shown < token;
}
