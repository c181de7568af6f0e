import { currentTimeline, type DatabaseState } from './state.ts';

/** How far one database of a group has come; what others compare themselves with. */
export interface DatabaseStanding {
  readonly name: string;
  /** Undefined: no process runs. */
  readonly running:
    | {
        readonly role: DatabaseState['role'];
        readonly timeline: number;
        readonly lsn: number;
        /** The last LSN that is on disk. */
        readonly syncedLsn: number;
        /** Whom it asks for the log, and whether that comes. */
        readonly follows: string | undefined;
        readonly streaming: boolean;
      }
    | undefined;
}

export function databaseStanding(name: string, state: DatabaseState | undefined): DatabaseStanding {
  if (state === undefined) return { name, running: undefined };
  return {
    name,
    running: {
      role: state.role,
      timeline: currentTimeline(state.history),
      lsn: state.log.length,
      syncedLsn: state.syncedLsn,
      follows: state.role === 'primary' ? undefined : state.upstream?.primary,
      streaming: state.upstream?.streaming === true,
    },
  };
}

/** Whom a database measures itself by: the primary that it follows, else the running primary of the latest timeline. */
export function measure(group: readonly DatabaseStanding[], name: string): DatabaseStanding | undefined {
  const own = group.find((one) => one.name === name)?.running;
  if (own?.role === 'primary') return undefined;
  const followed = group.find((one) => one.name === own?.follows && one.running?.role === 'primary');
  if (followed !== undefined) return followed;
  return group
    .filter(({ running }) => running?.role === 'primary')
    .reduce<DatabaseStanding | undefined>(
      (newest, one) =>
        newest === undefined || (one.running?.timeline ?? 0) > (newest.running?.timeline ?? 0) ? one : newest,
      undefined,
    );
}
