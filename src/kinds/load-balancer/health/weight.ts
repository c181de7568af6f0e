import type { Context } from '../../../kernel/kind.ts';
import { isFixed } from '../choice.ts';
import type { LoadBalancer } from '../state.ts';
import { remindOfDrain, setWeight } from './marking.ts';

/** HAProxy's largest weight (SRV_UWGHT_MAX). */
const HEAVIEST = 256;

/**
 * Somebody wants a server to weigh so much: a number, or a percentage of what is configured, rounded down. What makes no
 * sense is refused, and by static algorithms all but nothing and everything (`server_parse_weight_change_request`).
 */
export function requestWeight(s: LoadBalancer, ctx: Context, index: number, text: string): void {
  const [, digits, percent] = /^(\d+)(%?)$/.exec(text) ?? [];
  const server = s.servers[index];
  const configured = s.config.servers[index]?.weight ?? 0;
  if (digits === undefined || server === undefined) return;
  const number = Number(digits);
  if (percent === '' && number > HEAVIEST) return;
  const weight = percent === '' ? number : Math.min(HEAVIEST, Math.floor((configured * number) / 100));
  if (isFixed(s.config) && weight !== 0 && weight !== configured) return;
  setWeight(s, ctx, index, weight);
  remindOfDrain(s, ctx, server);
}
