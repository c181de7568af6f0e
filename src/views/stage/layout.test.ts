/** Every system has a place on every stage: nothing is lost, nothing overlaps. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { NodeOutline } from '../../analysis/outline.ts';
import type { KindView, Tier } from '../../ui/kind-view.ts';
import { layoutSmall } from './small-layout.ts';
import { stageEdges } from './routes.ts';

const TIERS: readonly Tier[] = ['source', 'balancer', 'service', 'coordination', 'store'];

const VIEWS: readonly KindView[] = TIERS.map((tier) => ({
  kind: tier,
  noun: tier,
  plural: tier,
  tier,
  glyph: { outline: 'M0 0', details: [], numbered: true },
  Detail: () => undefined,
}));

function system(counts: readonly number[]): readonly NodeOutline[] {
  return TIERS.flatMap((tier, at) =>
    Array.from({ length: counts[at] ?? 0 }, (_, index) => ({
      name: `${tier}-${String(index + 1)}`,
      kind: tier,
      group: tier,
      index: index + 1,
      zone: undefined,
      edges: TIERS.slice(at + 1).map((to) => ({ to, plane: 'traffic' as const })),
    })),
  );
}

const GLYPH = 34;

test('all nodes stand within the drawing, and glyphs do not overlap', () => {
  const counts = fc.tuple(...TIERS.map(() => fc.integer({ min: 0, max: 9 })));
  const size = fc.record({
    width: fc.integer({ min: 360, max: 2000 }),
    height: fc.integer({ min: 240, max: 1200 }),
  });
  fc.assert(
    fc.property(counts, size, (some, stage) => {
      const nodes = system(some);
      const layout = layoutSmall(nodes, VIEWS, stage);
      expect(nodes.every(({ name }) => layout.byName.has(name))).toBe(true);
      for (const [index, place] of layout.places.entries()) {
        expect(place.x).toBeGreaterThanOrEqual(GLYPH / 2);
        expect(place.x).toBeLessThanOrEqual(layout.width - GLYPH / 2);
        expect(place.y).toBeGreaterThanOrEqual(GLYPH / 2);
        expect(place.y).toBeLessThanOrEqual(layout.height - GLYPH / 2);
        for (const other of layout.places.slice(index + 1)) {
          const apart = Math.max(Math.abs(place.x - other.x), Math.abs(place.y - other.y));
          expect(apart, `${place.name} and ${other.name}`).toBeGreaterThanOrEqual(GLYPH);
        }
      }
    }),
    { numRuns: 300 },
  );
});

test('systems side by side stand in rows: each load balancer with its own group', () => {
  const pool = (group: string): readonly NodeOutline[] =>
    system([0, 0, 3, 0, 0]).map((node) => ({ ...node, name: `${group}-${String(node.index)}`, group }));
  const nodes = [...system([2, 2, 0, 0, 0]), ...pool('red'), ...pool('blue')];
  const layout = layoutSmall(nodes, VIEWS, { width: 800, height: 500 });
  const row = (name: string) => layout.byName.get(name)?.y;
  expect([row('red-1'), row('red-2'), row('red-3')]).toEqual(Array(3).fill(row('balancer-1')));
  expect([row('blue-1'), row('blue-2'), row('blue-3')]).toEqual(Array(3).fill(row('balancer-2')));
});

test('a line to a group is drawn to each of its members, once a pair', () => {
  const nodes = system([1, 1, 3, 0, 0]);
  const layout = layoutSmall(nodes, VIEWS, { width: 800, height: 500 });
  const ids = stageEdges(nodes, layout).map((edge) => edge.id);
  expect(ids).toContain('balancer-1>service-2');
  expect(new Set(ids).size).toBe(ids.length);
});

test('a node of a kind without a view stands on the stage all the same', () => {
  const [node] = system([1, 0, 0, 0, 0]);
  const strange = node === undefined ? [] : [{ ...node, kind: 'novelty' }];
  expect(layoutSmall(strange, VIEWS, { width: 800, height: 500 }).places).toHaveLength(1);
});
