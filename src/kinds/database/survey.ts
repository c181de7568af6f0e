/** A database asks the others of its group where they stand. */
import type { ConnectionId, Context } from '../../kernel/kind.ts';
import { SECOND } from '../../lib/units.ts';
import { type DatabaseMessage, STATUS_PORT } from './protocol.ts';
import { currentTimeline, type Database, type DatabaseConfig, type Position, type Survey } from './state.ts';

/** How long it waits for the answers: Patroni's requests to the other members are given up after 2 s. */
const PATIENCE = 2 * SECOND;

/** Asks everybody else; an older survey is given up. */
export function beginSurvey(
  s: Database,
  ctx: Context,
  purpose: Survey['purpose'],
  patience: number = PATIENCE,
): void {
  endSurvey(s, ctx);
  const others = s.config.members.filter((name) => name !== s.config.self);
  const open = others.map((name) => ({ name, connection: ctx.connect(name, STATUS_PORT) }));
  const token = purpose === 'promotion' && s.config.fencing === 'token' ? s.token : 0;
  for (const { connection } of open) {
    ctx.send(connection, { type: 'ask-position', token } satisfies DatabaseMessage);
  }
  s.survey = { purpose, open, answers: [] };
  ctx.startTimer('survey', open.length === 0 ? 0 : patience);
}

/** Takes an answer, or that none will come; true once nobody is left to wait for, or enough have answered. */
export function surveyed(
  s: Database,
  ctx: Context,
  connection: ConnectionId,
  answer: Omit<Position, 'name'> | undefined,
): boolean {
  const { survey } = s;
  const from = survey?.open.find((one) => one.connection === connection);
  if (survey === undefined || from === undefined) return false;
  if (answer !== undefined) ctx.close(connection);
  const { name } = from;
  const answers = answer === undefined ? survey.answers : [...survey.answers, { ...answer, name }];
  s.survey = { ...survey, open: survey.open.filter((one) => one !== from), answers };
  return s.survey.open.length === 0 || (survey.purpose === 'promotion' && isEnough(s.config, answers));
}

/** Whether a log that was acknowledged by synchronous replication must be among those that answered and its own. */
export function isEnough({ replication, members }: DatabaseConfig, answers: readonly Position[]): boolean {
  return replication.type !== 'synchronous' || 1 + answers.length >= members.length - replication.number;
}

/** Ends the survey; its answers, if there was one. */
export function endSurvey(s: Database, ctx: Context): Survey | undefined {
  const { survey } = s;
  if (survey === undefined) return undefined;
  for (const { connection } of survey.open) ctx.close(connection);
  ctx.cancelTimer('survey');
  s.survey = undefined;
  return survey;
}

/** Where this database itself stands. */
export function positionOf(s: Database): Position {
  const { role, history, syncedLsn: lsn, config } = s;
  return { name: config.self, role, timeline: currentTimeline(history), lsn };
}

/** Whether one log goes further than another: the later reign, then the later position. */
export function isAhead(one: Position, other: Position): boolean {
  return one.timeline === other.timeline ? one.lsn > other.lsn : one.timeline > other.timeline;
}
