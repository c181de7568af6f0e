import type { Context } from '../../../kernel/kind.ts';
import { type Administration, type LoadBalancer, PASSED } from '../state.ts';
import { checked, type CheckResult, NEUTRAL } from './checks.ts';
import { administer, setWeight } from './marking.ts';

const MODES: readonly Administration[] = ['ready', 'drain', 'maint'];
const DOWN_WORDS: readonly string[] = ['down', 'failed', 'fail', 'stopped'];

/** An agent answered: words for the administrative state, for the weight, and for health, in this order. */
export function agentAnswered(s: LoadBalancer, ctx: Context, index: number, text: string): void {
  const words = text
    .trim()
    .toLowerCase()
    .split(/[\s,]+/);
  const mode = MODES.find((one) => words.includes(one));
  if (mode !== undefined) administer(s, ctx, index, mode);
  const percent = words.find((word) => /^\d+%$/.test(word));
  if (percent !== undefined) {
    const weight = s.config.servers[index]?.weight ?? 0;
    setWeight(s, ctx, index, Math.floor((weight * Number.parseInt(percent, 10)) / 100));
  }
  checked(s, ctx, index, 'agent', resultOf(words));
}

function resultOf(words: readonly string[]): CheckResult {
  const down = words.find((word) => DOWN_WORDS.includes(word));
  if (down !== undefined) return { outcome: 'failed', code: 'L7STS', reason: `agent says ${down}` };
  return words.includes('up') ? { outcome: 'passed', code: 'L7OK', reason: PASSED } : NEUTRAL;
}
