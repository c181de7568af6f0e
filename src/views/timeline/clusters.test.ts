import { expect, test } from 'vitest';
import type { MilestoneView } from '../../analysis/outline.ts';
import { timeScale } from '../../ui/time-scale.ts';
import { clusterMilestones } from './clusters.ts';
import { pointsWithin } from './success.ts';

function milestone(time: number, type: string, text: string): MilestoneView {
  return { id: `${type}#${time}`, cause: undefined, time, type, node: 'db-2', reason: '', data: {}, text };
}

const takeover = [
  milestone(20_000_000, 'session-expired', 'expired'),
  milestone(20_005_000, 'watch-fired', 'watch fired'),
  milestone(20_010_000, 'primary-elected', 'elected'),
  milestone(20_030_000, 'primary-promoted', 'promoted'),
];

test('milestones that stand together share a flag with the names that matter, in order of time', () => {
  const [cluster, ...others] = clusterMilestones(takeover, timeScale({ from: 0, to: 60_000_000 }, 1300));
  expect(others).toEqual([]);
  expect(cluster).toMatchObject({ label: 'expired · elected · promoted', zoomable: true, side: 'right' });
});

test('they come apart in a narrow window, and those outside of it are left out', () => {
  const clusters = clusterMilestones(takeover, timeScale({ from: 19_998_000, to: 20_020_000 }, 1300));
  expect(clusters.map((cluster) => cluster.label)).toEqual(['expired', 'watch fired', 'elected']);
  expect(clusters.some((cluster) => cluster.zoomable)).toBe(false);
});

test('where there is room for one label, the milestone that says most gets it', () => {
  const all = [
    milestone(1_000_000, 'znode-created', 'a name of little weight'),
    milestone(8_000_000, 'invariant-violated', 'two primaries at the same time'),
  ];
  const clusters = clusterMilestones(all, timeScale({ from: 0, to: 8_500_000 }, 272));
  expect(clusters.map((cluster) => cluster.label)).toEqual(['', 'two primaries at the same time']);
  expect(clusters.map((cluster) => cluster.violated)).toEqual([false, true]);
});

test('the success line is drawn from edge to edge of a window between two points', () => {
  const points = [0, 250, 500].map((time) => ({ time, requests: 1, failed: 0 }));
  expect(pointsWithin(points, 300, 400)).toEqual([
    { index: 1, time: 300 },
    { index: 1, time: 400 },
  ]);
});
