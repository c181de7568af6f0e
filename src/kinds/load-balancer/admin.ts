import type { Context } from '../../kernel/kind.ts';
import { administer } from './health/marking.ts';
import { requestWeight } from './health/weight.ts';
import type { Administration, LoadBalancer } from './state.ts';

const STATES: readonly Administration[] = ['ready', 'drain', 'maint'];

/** A line of HAProxy's command-line interface, such as `set server be/s1 state drain`; others are not understood. */
export function obey(s: LoadBalancer, ctx: Context, line: string): void {
  const words = line.trim().split(/\s+/);
  const place = words.findIndex((word) => word.includes('/'));
  const name = words[place]?.split('/')[1];
  const index = s.servers.findIndex((server) => server.name === name);
  if (index < 0) return;
  const command = words.slice(0, place).join(' ');
  const [first = '', second = ''] = words.slice(place + 1);
  if (command === 'disable server') administer(s, ctx, index, 'maint');
  else if (command === 'enable server') administer(s, ctx, index, 'ready');
  else if (command === 'set weight') requestWeight(s, ctx, index, first);
  else if (command !== 'set server') return;
  else if (first === 'weight') requestWeight(s, ctx, index, second);
  else if (first === 'state') {
    const state = STATES.find((one) => one === second);
    if (state !== undefined) administer(s, ctx, index, state);
  }
}
