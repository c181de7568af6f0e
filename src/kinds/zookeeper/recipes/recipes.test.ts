import { expect, test } from 'vitest';
import type { Operation, Result, Stat } from '../protocol.ts';
import { lock } from './lock.ts';
import { naiveElection } from './naive-election.ts';
import { queueElection } from './queue-election.ts';
import { type Happening, type News, type Recipe, type RecipeState, stepRecipe } from './recipe.ts';

const SESSION = 0xa1;

/** One process with a recipe, whose ensemble answers as the test says. */
class Desk {
  state: RecipeState;
  readonly asked: Operation[] = [];
  readonly news: News[] = [];
  private tag = '';

  constructor(
    private readonly recipe: Recipe,
    careless: boolean,
  ) {
    this.state = recipe.start({ path: '/app', size: 1, careless, data: 'a' });
    this.happen({ type: 'begin', reads: false });
  }

  happen(happening: Happening): this {
    this.state = stepRecipe(this.recipe, this.state, happening, {
      self: 'a',
      session: SESSION,
      ask: (operation, tag) => {
        this.asked.push(operation);
        this.tag = tag;
      },
      tell: (news) => this.news.push(news),
    });
    return this;
  }

  answer(result: Result, error?: 'NODEEXISTS' | 'NONODE'): this {
    const operation = this.asked.at(-1) ?? { op: 'close' };
    return this.happen({ type: 'reply', tag: this.tag, error, result, operation });
  }

  get last(): string {
    const operation = this.asked.at(-1);
    return operation === undefined ? '' : `${operation.op} ${'path' in operation ? operation.path : ''}`;
  }
}

function owned(owner: number): Result {
  return { stat: { ephemeralOwner: owner, czxid: 7 } as Stat };
}

test('after a lost answer to create, a lock looks for its mark and finds the znode that nobody told it of', () => {
  const desk = new Desk(lock, false).happen({ type: 'resume' });
  expect(desk.last).toBe('children /app');
  desk.answer({ children: ['b.b2.1-lock-0000000000', 'a.a1.1-lock-0000000001'] });
  expect(desk.last).toBe('get /app/a.a1.1-lock-0000000001');
  desk.answer(owned(SESSION)).answer({ children: ['a.a1.1-lock-0000000001'] });
  expect(desk.news).toEqual([{ type: 'won', shared: false }]);
  expect(desk.state.token).toBe(7);
});

test('a careless one queues up behind its own orphan, which blocks it for as long as its session lives', () => {
  const desk = new Desk(lock, true).happen({ type: 'resume' });
  expect(desk.last).toBe('create /app/a.a1.2-lock-');
  desk.answer({ path: '/app/a.a1.2-lock-0000000002' });
  desk.answer({ children: ['a.a1.1-lock-0000000001', 'a.a1.2-lock-0000000002'] });
  expect(desk.last).toBe('exists /app/a.a1.1-lock-0000000001');
});

test('a candidate without a mark knows its znode by its owner', () => {
  const desk = new Desk(queueElection, false).happen({ type: 'resume' });
  desk.answer({ children: ['n_0000000003', 'n_0000000004'] });
  expect(desk.last).toBe('get /app/n_0000000004');
  desk.answer(owned(0xb2));
  expect(desk.last).toBe('get /app/n_0000000003');
  desk.answer(owned(SESSION));
  expect(desk.state.own).toBe('/app/n_0000000003');
});

test('whoever is watched may go before the watch is set: then the line is listed again', () => {
  const desk = new Desk(lock, false).answer({ path: '/app/a.a1.1-lock-0000000001' });
  desk.answer({ children: ['b-lock-0000000000', 'a.a1.1-lock-0000000001'] }).answer({}, 'NONODE');
  expect(desk.last).toBe('children /app');
});

test('the order is that of the numbers, not of the names', () => {
  const desk = new Desk(lock, false).answer({ path: '/app/a.a1.1-lock-0000000002' });
  desk.answer({ children: ['a.a1.1-lock-0000000002', 'z-lock-0000000000', 'b-lock-0000000005'] });
  expect(desk.state.awaits).toBe('/app/z-lock-0000000000');
});

test('a primary whose answer was lost finds itself in the znode; a careless one waits for itself to go', () => {
  const desk = new Desk(naiveElection, false).happen({ type: 'resume' }).answer(owned(SESSION));
  expect(desk.news).toEqual([{ type: 'won', shared: false }]);
  const careless = new Desk(naiveElection, true).happen({ type: 'resume' }).answer({}, 'NODEEXISTS');
  expect(careless.last).toBe('exists /app/primary');
  expect(careless.answer(owned(SESSION)).news).toEqual([{ type: 'waits', reason: 'another is the primary' }]);
});

test('who resigned and got no answer deletes the znode again only if it is its own; a careless one deletes that of another', () => {
  const resigned = (careless: boolean): Desk =>
    new Desk(naiveElection, careless)
      .answer(owned(SESSION))
      .happen({ type: 'leave' })
      .happen({ type: 'resume' });
  const desk = resigned(false);
  expect(desk.last).toBe('get /app/primary');
  desk.answer(owned(0xb2));
  expect(desk.last).toBe('get /app/primary');
  expect(desk.news.at(-1)).toEqual({ type: 'left' });
  expect(resigned(false).answer(owned(SESSION)).last).toBe('delete /app/primary');
  expect(resigned(true).last).toBe('delete /app/primary');
});
