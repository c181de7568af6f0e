/** Cards of the library. Method: every built-in scenario is placed as it begins, and measured. */
import { expect, test } from 'vitest';
import { runScenario } from '../../analysis/run-scenario.ts';
import { summarise } from '../../analysis/summary.ts';
import { kindViews } from '../../kinds/views.ts';
import { builtInScenarios } from '../../shell/built-in-scenarios.ts';
import { layoutStage } from '../stage/layout.ts';
import { cardPlaces } from './card-layout.ts';

const GLYPH = 34;
const SIZE = { width: 832, height: 576 };

test('every system fits its card, whole, and no glyph lies over another', async () => {
  for (const scenario of builtInScenarios()) {
    const { slug } = scenario;
    const { nodes } = summarise(runScenario(await scenario.load(), 0));
    const layout = layoutStage(nodes, kindViews, SIZE, undefined, cardPlaces);
    const dots = layout.fleets.flatMap(({ cells }) => cells);
    expect(layout.places.length + dots.length, slug).toBe(nodes.length);
    for (const { x, y } of layout.places) {
      expect(Math.min(x, layout.width - x), slug).toBeGreaterThanOrEqual(GLYPH / 2);
      expect(Math.min(y, layout.height - y), slug).toBeGreaterThanOrEqual(GLYPH / 2);
    }
    const clash = layout.places.find((one, index) =>
      layout.places
        .slice(0, index)
        .some((other) => Math.abs(one.x - other.x) < GLYPH && Math.abs(one.y - other.y) < GLYPH),
    );
    expect(clash?.name, slug).toBeUndefined();
  }
});
