import { expect, test } from 'vitest';
import type { Band, MilestoneView } from '../../analysis/outline.ts';
import { countSeries, countsOf, standingAt, spellsOf } from './standing.ts';

function band(from: number, to: number, what: Band['band']): Band {
  return { from, to, band: what, role: '' };
}

function milestone(time: number, type: string): MilestoneView {
  return { id: `a#${String(time)}`, cause: undefined, time, type, node: 'a', reason: '', data: {}, text: '' };
}

const RUN = {
  end: 100,
  lanes: [
    {
      node: 'a',
      bands: [
        band(0, 10, 'waiting'),
        band(10, 60, 'serving'),
        band(60, 80, 'down'),
        band(80, 100, 'serving'),
      ],
    },
    { node: 'b', bands: [band(0, 10, 'waiting'), band(10, 100, 'serving')] },
  ],
  milestones: [
    milestone(12, 'session-created'),
    milestone(30, 'connection-suspended'),
    milestone(40, 'session-expired'),
    milestone(50, 'connection-restored'),
    milestone(55, 'connection-suspended'),
  ],
};

test('a node is suspected while its session is, and down whatever its session was', () => {
  const spells = spellsOf(RUN);
  expect(spells.get('a')).toEqual([
    { from: 0, to: 10, standing: 'waiting' },
    { from: 30, to: 40, standing: 'suspected' },
    { from: 40, to: 50, standing: 'expired' },
    { from: 55, to: 60, standing: 'suspected' },
    { from: 60, to: 80, standing: 'down' },
  ]);
  expect([5, 20, 35, 45, 50, 57, 60, 79, 80].map((time) => standingAt(spells, 'a', time))).toEqual([
    'waiting',
    'healthy',
    'suspected',
    'expired',
    'healthy',
    'suspected',
    'down',
    'down',
    'healthy',
  ]);
});

test('at every moment the series counts what the nodes are then', () => {
  const spells = spellsOf(RUN);
  const series = countSeries(spells, ['a', 'b']);
  for (const { time, counts } of series)
    expect(counts, String(time)).toEqual(countsOf(['a', 'b'].map((name) => standingAt(spells, name, time))));
  expect(series.map(({ time }) => time)).toEqual([0, 10, 30, 40, 50, 55, 60, 80]);
});
