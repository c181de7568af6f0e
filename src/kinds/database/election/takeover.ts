/**
 * No coordination: a script on each database watches the others and takes over when it hears of no primary (VRRP
 * without preemption, RFC 9568; a health check with a promote hook). Cut off from each other, two sides both do.
 */
import { SECOND } from '../../../lib/units.ts';
import type { Context } from '../../../kernel/kind.ts';
import { type RecipeState, unbegun } from '../../zookeeper/recipes/recipe.ts';
import { follow } from '../log/replication.ts';
import { deposed, elected } from '../reign.ts';
import type { Database, Survey } from '../state.ts';
import { beginSurvey } from '../survey.ts';
import { SCRIPT_EVERY, SCRIPT_ROUNDS } from '../protocol.ts';
import type { Election } from './election.ts';

const LINES = [
  'every second: ask every other database where it stands, half a second at most',
  'one says that it is the primary: follow it',
  'three times nobody was, and nobody before me answers: promote myself',
  'I am the primary, and so is one before me: step down and follow it',
];

const LINE = { ask: 1, follow: 2, promote: 3, yield: 4 } as const;

const EVERY = SCRIPT_EVERY;
const PATIENCE = SECOND / 2;
const ROUNDS = SCRIPT_ROUNDS;

export interface Takeover extends RecipeState {
  /** How many rounds in a row nobody was the primary. */
  readonly without: number;
}

export const takeover: Election = {
  initial: () => ({ ...unbegun('takeover', LINES), without: 0 }) as Takeover,
  begin: (s, ctx) => {
    ask(s, ctx);
  },
  connected: () => undefined,
  lost: () => undefined,
  watch: () => undefined,
  reply: () => undefined,
  review: () => undefined,
  timer: (s, ctx, name) => {
    if (name === 'loop') ask(s, ctx);
  },
  surveyed: (s, ctx, survey) => {
    if (survey.purpose === 'watch') decide(s, ctx, survey);
  },
};

function ask(s: Database, ctx: Context): void {
  ctx.startTimer('loop', EVERY);
  // A candidate that still catches up has a survey of its own.
  if (s.survey === undefined) beginSurvey(s, ctx, 'watch', PATIENCE);
}

function decide(s: Database, ctx: Context, { answers }: Survey): void {
  const { members, self } = s.config;
  const place = members.indexOf(self);
  const before = answers.filter(({ name }) => members.indexOf(name) < place);
  const primary = (s.role === 'replica' ? answers : before).find(({ role }) => role !== 'replica');
  const without = primary === undefined && s.role === 'replica' ? (s.election as Takeover).without + 1 : 0;
  stand(s, LINE.ask, without);
  if (primary !== undefined) {
    stand(s, s.role === 'replica' ? LINE.follow : LINE.yield, 0);
    s.knownPrimary = primary.name;
    if (s.role === 'replica') follow(s, ctx, primary.name);
    else deposed(s, ctx, `${primary.name} is the primary, too`);
  } else if (without >= ROUNDS && before.length === 0) {
    stand(s, LINE.promote, 0);
    const of = s.knownPrimary;
    s.knownPrimary = undefined;
    elected(s, ctx, of === undefined ? undefined : { of, since: ctx.now - ROUNDS * EVERY });
  }
}

function stand(s: Database, line: number, without: number): void {
  s.election = { ...(s.election as Takeover), line, without } as Takeover;
}
