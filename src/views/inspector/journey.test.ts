import { describe, expect, test } from 'vitest';
import type { Band, MilestoneView } from '../../analysis/outline.ts';
import { clientView } from '../../kinds/client/ClientView.tsx';
import { databaseView } from '../../kinds/database/DatabaseView.tsx';
import { defined } from '../../lib/assert.ts';
import { arrivalAt } from './journey.ts';

const client = defined(clientView.statechart, 'the chart of clients');
const database = defined(databaseView.statechart, 'the chart of databases');

const band = (from: number, to: number, role: string, is: Band['band'] = 'serving'): Band => ({
  from,
  to,
  role,
  band: is,
});

const milestone = (time: number, type: string, node: string): MilestoneView => ({
  id: `${node}#${String(time)}`,
  cause: undefined,
  time,
  type,
  node,
  reason: '',
  data: {},
  text: '',
});

describe('how a node came to its state', () => {
  const bands = [
    band(0, 10, 'replica', 'follower'),
    band(10, 12, 'promoting', 'electing'),
    band(12, 50, 'primary', 'leader'),
    band(50, 60, '', 'down'),
    band(60, 90, 'replica', 'follower'),
  ];

  test('is told by its roles: the transition between the last two, and when', () => {
    const arrival = arrivalAt(database, 'primary', bands, [], 'db-1', 30);
    expect(arrival).toMatchObject({ transition: { from: 'promoting', to: 'primary' }, time: 12 });
  });

  test('is no transition for its first state, nor after it was down', () => {
    expect(arrivalAt(database, 'replica', bands, [], 'db-1', 5)).toEqual({ transition: undefined, time: 0 });
    expect(arrivalAt(database, 'replica', bands, [], 'db-1', 70)).toEqual({
      transition: undefined,
      time: 60,
    });
  });

  test('joins bands of one role, and looks at none of the future', () => {
    const paused = [
      band(0, 10, 'replica'),
      band(10, 20, 'replica', 'paused'),
      band(20, 40, 'replica'),
      ...bands.slice(1),
    ];
    expect(arrivalAt(database, 'replica', paused, [], 'db-1', 9)?.time).toBe(0);
    expect(arrivalAt(database, 'replica', paused.slice(0, 3), [], 'db-1', 30)?.time).toBe(0);
  });

  test('is told by milestones where a kind has no roles: its own, up to now', () => {
    const milestones = [
      milestone(10, 'service-degraded', 'users'),
      milestone(12, 'service-recovered', 'others'),
      milestone(20, 'service-recovered', 'users'),
    ];
    const at = (state: string, now: number) => arrivalAt(client, state, [], milestones, 'users', now);
    expect(at('failing', 15)).toMatchObject({ transition: { from: 'well', to: 'failing' }, time: 10 });
    expect(at('well', 25)).toMatchObject({ transition: { from: 'failing', to: 'well' }, time: 20 });
  });

  test('is not told by a milestone that led elsewhere', () => {
    const milestones = [milestone(10, 'service-degraded', 'users')];
    expect(arrivalAt(client, 'well', [], milestones, 'users', 15)).toBeUndefined();
  });
});
