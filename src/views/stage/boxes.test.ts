/** Words, captions and glyphs keep apart on wide stages, however low they are. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { NodeOutline } from '../../analysis/outline.ts';
import type { KindView, Tier } from '../../ui/kind-view.ts';
import {
  captionBox,
  captionRoom,
  crosses,
  detailWithin,
  glyphBox,
  overlap,
  wordsBox,
  type Box,
} from './boxes.ts';
import { layoutSmall } from './small-layout.ts';
import type { StageLayout } from './place.ts';

const TIERS: readonly (readonly [Tier, string, string])[] = [
  ['source', 'users', 'Users'],
  ['balancer', 'lb', 'Load balancers'],
  ['service', 'api', 'API servers'],
  ['coordination', 'zk', 'ZooKeeper ensemble'],
  ['store', 'db', 'Databases'],
];

const VIEWS: readonly KindView[] = TIERS.map(([tier, , plural]) => ({
  kind: tier,
  noun: tier,
  plural,
  tier,
  glyph: { outline: 'M0 0', details: [], numbered: true },
  Detail: () => undefined,
}));

function system(counts: readonly number[]): readonly NodeOutline[] {
  return TIERS.flatMap(([tier, group], at) =>
    Array.from({ length: counts[at] ?? 0 }, (_, index) => ({
      name: `${group}-${String(index + 1)}`,
      kind: tier,
      group,
      index: index + 1,
      zone: undefined,
      edges: [],
    })),
  );
}

/** Each box with what it belongs to. */
function boxesOf(layout: StageLayout): readonly (readonly [string, Box])[] {
  return [
    ...layout.places.map((place) => [`glyph of ${place.name}`, glyphBox(place)] as const),
    ...layout.places.flatMap((place) => {
      const box = wordsBox(place);
      return box === undefined ? [] : [[`words of ${place.name}`, box] as const];
    }),
    ...[...new Set(layout.byName.values())]
      .filter(({ half }) => half !== undefined)
      .map((place) => [place.name, glyphBox(place)] as const),
    ...layout.captions.map((caption) => [caption.text, captionBox(caption)] as const),
  ];
}

function expectApart(layout: StageLayout): void {
  const boxes = boxesOf(layout);
  for (const [index, [name, box]] of boxes.entries()) {
    expect(box.top, `${name} at the top`).toBeGreaterThanOrEqual(0);
    expect(box.bottom, `${name} at the bottom`).toBeLessThanOrEqual(layout.height);
    for (const [other, there] of boxes.slice(index + 1)) {
      expect(overlap(box, there), `${name} and ${other}`).toBe(false);
    }
  }
}

test('nothing overlaps from 260 pixels of height on, whatever is drawn', () => {
  const counts = fc.tuple(...[2, 2, 9, 7, 5].map((max) => fc.integer({ min: 0, max })));
  const size = fc.record({
    width: fc.integer({ min: 600, max: 1600 }),
    height: fc.integer({ min: 260, max: 900 }),
  });
  fc.assert(
    fc.property(counts, size, (some, stage) => expectApart(layoutSmall(system(some), VIEWS, stage))),
    { numRuns: 400 },
  );
});

test('a low stage tells names and roles, in one column of servers, and fits', () => {
  const layout = layoutSmall(system([1, 1, 3, 3, 3]), VIEWS, { width: 832, height: 382 });
  expect(layout.height).toBe(382);
  expect(layout.captions).toEqual([]);
  const tier = (of: Tier) => layout.places.filter((place) => place.tier === of);
  expect(new Set(tier('service').map(({ x }) => x)).size).toBe(1);
  expect(tier('service').every(({ density }) => density === 'names')).toBe(true);
  expect([...tier('coordination'), ...tier('store')].every(({ density }) => density === 'roles')).toBe(true);
});

test('narrow stages keep glyphs and words apart, with groups open and closed', () => {
  const counts = fc.tuple(...[2, 2, 9, 7, 5].map((max) => fc.integer({ min: 0, max })));
  const size = fc.record({
    width: fc.integer({ min: 320, max: 599 }),
    height: fc.integer({ min: 240, max: 700 }),
  });
  const open = fc.subarray(['users', 'lb', 'api']).map((groups) => new Set(groups));
  fc.assert(
    fc.property(counts, size, open, (some, stage, groups) => {
      const nodes = system(some);
      const layout = layoutSmall(nodes, VIEWS, stage, groups);
      expectApart({ ...layout, captions: [] });
      const drawn = new Set(layout.byName.keys());
      expect(nodes.every(({ name }) => drawn.has(name))).toBe(true);
    }),
    { numRuns: 300 },
  );
});

test('a phone shows the whole system without scrolling, its servers as one', () => {
  const nodes = system([1, 1, 3, 3, 3]);
  const closed = layoutSmall(nodes, VIEWS, { width: 390, height: 316 });
  expect(closed.height).toBe(316);
  expect(closed.places).toHaveLength(8);
  expect(closed.stacks).toMatchObject([{ group: 'api', open: false }]);
  const open = layoutSmall(nodes, VIEWS, { width: 390, height: 316 }, new Set(['api']));
  expect(open.places).toHaveLength(11);
  expect(open.stacks).toMatchObject([{ group: 'api', open: true }]);
  expect(open.height).toBe(316);
});

test('a line meets a box that it passes through or ends in, and no other', () => {
  const box = { left: 10, right: 20, top: 10, bottom: 20 };
  expect(crosses({ x: 0, y: 0 }, { x: 30, y: 30 }, box)).toBe(true);
  expect(crosses({ x: 15, y: 0 }, { x: 15, y: 12 }, box)).toBe(true);
  expect(crosses({ x: 0, y: 0 }, { x: 30, y: 0 }, box)).toBe(false);
  expect(crosses({ x: 0, y: 25 }, { x: 25, y: 40 }, box)).toBe(false);
});

test('a caption tells what there is room for, and last of all leaves out what is the matter', () => {
  const whole = '1 of 3 up · quorum 2 · epoch 1 · no leader since 12.214 s';
  expect(detailWithin(whole, 1000)).toBe(whole);
  expect(detailWithin(whole, 320)).toBe('1 of 3 up · quorum 2 · no leader since 12.214 s');
  expect(detailWithin(whole, 240)).toBe('1 of 3 up · no leader since 12.214 s');
  expect(detailWithin(whole, 160)).toBe('no leader since 12.214 s');
  expect(detailWithin(whole, 100)).toBe('');
});

test('What a caption tells keeps off the names of its neighbours.', () => {
  const [view] = VIEWS;
  if (view === undefined) throw new Error('a view');
  const caption = (text: string, x: number, anchor: 'start' | 'end') =>
    ({ group: text, view, text, x, y: 20, anchor, detailed: true }) as const;
  const own = caption('ZooKeeper ensemble', 700, 'end');
  const beside = caption('API servers', 250, 'start');
  const room = captionRoom(own, 720, [own, beside]);
  expect(room).toBeLessThan(captionRoom(own, 720, [own]));
  const left = captionBox({ ...own, detailed: false }).left - room;
  expect(left).toBeGreaterThan(captionBox({ ...beside, detailed: false }).right);
});
