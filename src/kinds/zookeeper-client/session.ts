import type { Context } from '../../kernel/kind.ts';
import { type ClientStep, type Notice, submit } from '../zookeeper/client-library.ts';
import type { Operation, SessionId } from '../zookeeper/protocol.ts';
import type { ReplyObservation, SessionObservation, WatchObservation } from './protocol.ts';
import type { Application } from './state.ts';

/** Makes a request. Returned is what the library says at once, such as that it is closed. */
export function ask(s: Application, ctx: Context, operation: Operation, tag = ''): readonly Notice[] {
  s.asked++;
  return accept(s, ctx, submit(s.zookeeper, ctx, operation, `${String(s.asked)} ${tag}`));
}

/** How many requests are unanswered. */
export function unanswered(s: Application): number {
  return s.asked - s.answered;
}

/** Takes the library's next state and puts on record what it tells; replies come with the tag they were asked by. */
export function accept(s: Application, ctx: Context, { client, notices }: ClientStep): readonly Notice[] {
  const session = client.session === 0 ? s.zookeeper.session : client.session;
  s.zookeeper = client;
  return notices.map((notice) =>
    notice.type === 'reply' ? replied(s, ctx, notice, session) : told(s, ctx, notice, session),
  );
}

type Reply = Extract<Notice, { type: 'reply' }>;

function replied(s: Application, ctx: Context, notice: Reply, session: SessionId): Notice {
  const { tag, operation, error, result, sentAt, zxid = 0 } = notice;
  const space = tag.indexOf(' ');
  s.answered++;
  if (error === 'CONNECTIONLOSS' || error === 'SESSIONEXPIRED') s.lost++;
  else if (error !== undefined) s.refused++;
  const { ensemble } = s.config;
  ctx.observe({
    type: 'client-reply', ensemble, session, order: Number(tag.slice(0, space)), operation, error, result, zxid, sentAt,
  } satisfies ReplyObservation); // prettier-ignore
  return { ...notice, tag: tag.slice(space + 1) };
}

function told(s: Application, ctx: Context, notice: Exclude<Notice, Reply>, session: SessionId): Notice {
  if (notice.type === 'watch') {
    s.events++;
    ctx.observe({
      type: 'client-watch', session, event: notice.event, path: notice.path,
    } satisfies WatchObservation); // prettier-ignore
  } else {
    const { state } = s.zookeeper;
    ctx.observe({ type: 'client-session', session, state } satisfies SessionObservation);
  }
  return notice;
}
