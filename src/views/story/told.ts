import { useMemo } from 'react';
import type { RunSummary } from '../../analysis/outline.ts';
import type { SimTime } from '../../lib/units.ts';
import { useHorizon } from './use-story.ts';

/** A run as far as it is told, for eyes, ears and pointers alike. */
export function useTold(summary: RunSummary): RunSummary {
  const horizon = useHorizon((time) => time);
  return useMemo(() => (horizon === undefined ? summary : toldUntil(summary, horizon)), [summary, horizon]);
}

/** Without what happens after `time`. */
export function toldUntil(summary: RunSummary, time: SimTime): RunSummary {
  const { milestones, lanes, success, replication, metrics } = summary;
  return {
    ...summary,
    milestones: milestones.filter((milestone) => milestone.time <= time),
    lanes: lanes.map(({ node, bands }) => ({
      node,
      bands: bands.flatMap((band) => (band.from > time ? [] : [{ ...band, to: Math.min(band.to, time) }])),
    })),
    success: success.filter((point) => point.time <= time),
    replication: replication.map((lag) => ({
      ...lag,
      points: lag.points.filter((point) => point.time <= time),
    })),
    // How long an outage lasts is known when it is over.
    metrics: { ...metrics, writeDowntimeUs: 0, readDowntimeUs: 0 },
  };
}
