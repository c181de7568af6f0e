import { hasKey, valuesOf } from '../../lib/sorted-map.ts';
import { Remainder, Section } from '../../ui/Detail.tsx';
import { duration, shortClock, writtenDuration } from '../../ui/format.ts';
import { details } from '../../words/details.ts';
import type { ServerState } from './state.ts';
import type { Tree } from './data/tree.ts';

const text = details.zookeeper.sessions;

interface SessionsProps {
  readonly state: ServerState;
  /** The tree before a change, or a moment earlier: sessions that it had and are gone stay struck through. */
  readonly earlier: Tree | undefined;
  readonly now: number;
  /** How long ago the session of a client expired, as far as that is known. */
  readonly ageOf: (client: string) => number | undefined;
}

/** Every open session; when it expires is known to the leader alone. */
export function Sessions({ state, earlier, now, ageOf }: SessionsProps) {
  const sessions = valuesOf(state.tree.sessions);
  const tracked = new Map(valuesOf(state.leadership?.sessions).map((session) => [session.id, session]));
  const gone = valuesOf(earlier?.sessions).filter(({ id }) => !hasKey(state.tree.sessions, id));
  return (
    <Section title={text.title} aside={tracked.size > 0 ? text.expiresIn : text.timeout}>
      {sessions.length + gone.length === 0 ? <p className="detail-note">{text.none}</p> : undefined}
      <ul className="sessions">
        {gone.map(({ id, client }) => (
          <li key={id} className="detail-gone">
            <del className="session-client">{client}</del>
            <span className="session-server" />
            <Remainder share={0} />
            <span className="session-time">{expiredText(ageOf(client))}</span>
          </li>
        ))}
        {sessions.map(({ id, client, timeout }) => {
          const session = tracked.get(id);
          const server = session === undefined ? '' : (state.config.servers[session.owner - 1] ?? '');
          const late = session !== undefined && session.expiresAt - now < timeout / 4;
          return (
            <li key={id} className={late ? 'session-late' : undefined}>
              <span className="session-client">{client}</span>
              <span className="session-server">{server}</span>
              {session === undefined ? <span /> : <Remainder share={(session.expiresAt - now) / timeout} />}
              <span className="session-time">
                {session === undefined
                  ? state.leadership === undefined
                    ? duration(timeout)
                    : text.closing
                  : expiry(session.expiresAt - now, timeout, session.closing)}
              </span>
            </li>
          );
        })}
      </ul>
      {tracked.size > 0 ? (
        <p className="detail-note">{text.tick(writtenDuration(state.config.tickTime))}</p>
      ) : undefined}
    </Section>
  );
}

function expiredText(age: number | undefined): string {
  const { expired, expiredAgo } = details.zookeeper;
  return age === undefined || age === 0 ? expired : expiredAgo(duration(age));
}

/** `7.4 of 8 s`: both in the same unit. */
function expiry(left: number, timeout: number, closing: boolean): string {
  if (closing || left <= 0) return details.zookeeper.expired;
  return text.left((left / 1e6).toFixed(1), shortClock(timeout));
}
