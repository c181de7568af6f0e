import { Remainder, Section } from '../../ui/Detail.tsx';
import { duration } from '../../ui/format.ts';
import type { ServerState } from './state.ts';
import './zookeeper.css';

interface SessionsProps {
  readonly state: ServerState;
  readonly now: number;
}

/** Every open session; when it expires is known to the leader alone. */
export function Sessions({ state, now }: SessionsProps) {
  const { sessions } = state.tree;
  const tracked = new Map(state.leadership?.sessions.map((session) => [session.id, session]));
  return (
    <Section title="Sessions" aside={tracked.size > 0 ? 'expires in' : 'timeout'}>
      {sessions.length === 0 ? <p className="detail-note">None is open.</p> : undefined}
      <ul className="sessions">
        {sessions.map(({ id, client, timeout }) => {
          const session = tracked.get(id);
          const server = session === undefined ? '' : (state.config.servers[session.owner - 1] ?? '');
          return (
            <li key={id}>
              <span className="session-client">{client}</span>
              <span className="session-server">{server}</span>
              {session === undefined ? <span /> : <Remainder share={(session.expiresAt - now) / timeout} />}
              <span className="session-time">
                {session === undefined
                  ? duration(timeout)
                  : expiry(session.expiresAt - now, timeout, session.closing)}
              </span>
            </li>
          );
        })}
      </ul>
    </Section>
  );
}

function expiry(left: number, timeout: number, closing: boolean): string {
  return closing || left <= 0 ? 'expired' : `${duration(left)} of ${duration(timeout)}`;
}
