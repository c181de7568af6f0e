import type { Context } from '../../../kernel/kind.ts';
import { type Administration, type LoadBalancer, PASSED } from '../state.ts';
import { checked, type CheckResult, NEUTRAL } from './checks.ts';
import { administer } from './marking.ts';
import { requestWeight } from './weight.ts';

const MODES: readonly Administration[] = ['ready', 'drain', 'maint'];
const HEALTH_WORDS: readonly string[] = ['up', 'down', 'stopped', 'fail'];

/**
 * An agent answered: words for the administrative state, for the weight, and for health, which take effect in this order; of
 * each sort the last one counts (`tcpcheck_agent_expect_reply`).
 */
export function agentAnswered(s: LoadBalancer, ctx: Context, index: number, text: string): void {
  const words = wordsOf(text);
  const mode = MODES.find((one) => one === words.findLast((word) => MODES.some((other) => other === word)));
  if (mode !== undefined) administer(s, ctx, index, mode);
  const percent = words.findLast((word) => /^\d.*%/.test(word));
  if (percent !== undefined) requestWeight(s, ctx, index, percent);
  checked(s, ctx, { index, kind: 'agent' }, resultOf(words.findLast((word) => HEALTH_WORDS.includes(word))));
}

/** The words of the first line, up to a description that begins with a sharp. */
function wordsOf(text: string): readonly string[] {
  const [line = ''] = text.toLowerCase().split(/[\r\n]/);
  const words = line.split(/[ \t,]+/);
  const description = words.findIndex((word) => word.startsWith('#'));
  return description < 0 ? words : words.slice(0, description);
}

function resultOf(word: string | undefined): CheckResult {
  if (word === undefined) return NEUTRAL;
  if (word === 'up') return { outcome: 'passed', code: 'L7OK', reason: PASSED };
  return { outcome: 'failed', code: 'L7STS', reason: `agent says ${word}` };
}
