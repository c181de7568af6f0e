/** Zones and fleets: every node has a dot or a glyph, none covers another, and zones keep to their own part. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { NodeOutline } from '../../analysis/outline.ts';
import type { KindView, Tier } from '../../ui/kind-view.ts';
import { layoutAreas } from './area-layout.ts';
import type { StageLayout } from './place.ts';
import { stageEdges } from './routes.ts';

const TIERS: readonly Tier[] = ['source', 'balancer', 'service', 'coordination', 'store'];
const ZONES = [undefined, 'east', 'west'];

const VIEWS: readonly KindView[] = TIERS.map((tier) => ({
  kind: tier,
  noun: tier,
  plural: tier,
  tier,
  glyph: { outline: 'M0 0', details: [], numbered: true },
  Detail: () => undefined,
}));

function system(counts: readonly number[], zoned: boolean): readonly NodeOutline[] {
  return TIERS.flatMap((tier, at) =>
    Array.from({ length: counts[at] ?? 0 }, (_, index) => ({
      name: `${tier}-${String(index + 1)}`,
      kind: tier,
      group: tier,
      index: index + 1,
      zone: zoned ? ZONES[index % ZONES.length] : undefined,
      edges: TIERS.slice(at + 1).map((to) => ({ to, plane: 'traffic' as const })),
    })),
  );
}

interface Box {
  readonly name: string;
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

function boxesOf(layout: StageLayout): readonly Box[] {
  const glyphs = layout.places.map(({ name, x, y }) => ({
    name,
    left: x - 17,
    right: x + 17,
    top: y - 17,
    bottom: y + 17,
  }));
  const matrices = layout.fleets.map(({ id, x, y, width, height }) => ({
    name: id,
    left: x,
    right: x + width,
    top: y,
    bottom: y + height,
  }));
  return [...glyphs, ...matrices];
}

const size = fc.record({
  width: fc.integer({ min: 360, max: 2000 }),
  height: fc.integer({ min: 240, max: 1200 }),
});

test('glyphs and matrices lie within the drawing and apart from each other', () => {
  const counts = fc.tuple(...TIERS.map((tier) => fc.integer({ min: 0, max: tier === 'service' ? 150 : 16 })));
  fc.assert(
    fc.property(counts, fc.boolean(), size, (some, zoned, stage) => {
      const nodes = system(some, zoned);
      const layout = layoutAreas(nodes, VIEWS, stage);
      const shown = [...layout.places, ...layout.fleets.flatMap(({ cells }) => cells)].map(
        ({ name }) => name,
      );
      expect(shown.toSorted()).toEqual(nodes.map(({ name }) => name).toSorted());
      const boxes = boxesOf(layout);
      for (const [index, box] of boxes.entries()) {
        expect(box.left, box.name).toBeGreaterThanOrEqual(0);
        expect(box.top, box.name).toBeGreaterThanOrEqual(0);
        expect(box.right, box.name).toBeLessThanOrEqual(layout.width);
        expect(box.bottom, box.name).toBeLessThanOrEqual(layout.height);
        for (const other of boxes.slice(index + 1)) {
          const across = Math.max(box.left - other.right, other.left - box.right);
          const down = Math.max(box.top - other.bottom, other.top - box.bottom);
          expect(Math.max(across, down), `${box.name} and ${other.name}`).toBeGreaterThanOrEqual(0);
        }
      }
    }),
    { numRuns: 200 },
  );
});

test('dots stand in name order, ten to a row, wherever the stage has room', () => {
  const layout = layoutAreas(system([1, 1, 25, 3, 3], false), VIEWS, { width: 832, height: 576 });
  const [fleet] = layout.fleets;
  expect(fleet?.cells.map(({ name }) => name)).toEqual(
    Array.from({ length: 25 }, (_, index) => `service-${String(index + 1)}`),
  );
  expect(fleet?.columns).toBe(10);
  expect(fleet?.cells[10]).toMatchObject({ x: fleet?.cells[0]?.x });
});

test('lines lead to a fleet as a whole', () => {
  const nodes = system([0, 2, 25, 0, 0], false);
  const layout = layoutAreas(nodes, VIEWS, { width: 832, height: 576 });
  const edges = stageEdges(nodes, layout);
  expect(edges).toHaveLength(2);
  expect(edges.every(({ bundled }) => bundled)).toBe(true);
});

test('a zone keeps to its own part of the stage', () => {
  const nodes = system([1, 1, 6, 5, 3], true);
  const layout = layoutAreas(nodes, VIEWS, { width: 832, height: 576 });
  for (const { name, zone } of nodes) {
    const area = layout.zones.find((one) => one.name === zone);
    const x = layout.byName.get(name)?.x ?? 0;
    if (area === undefined) continue;
    expect(x, name).toBeGreaterThan(area.x);
    expect(x, name).toBeLessThan(area.x + area.width);
  }
});
