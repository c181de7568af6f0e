import type { Context } from '../../../kernel/kind.ts';
import { type Duration, SECOND } from '../../../lib/units.ts';
import type { BackendObservation, ServerObservation } from '../inspection.ts';
import { algorithmFor, isFixed } from '../choice.ts';
import { replaceServer, updateHealth, updateTier } from '../pool.ts';
import type { Administration, LoadBalancer, Move, ServerHealth, ServerState } from '../state.ts';
import { initialHealth } from './counter.ts';
import { checkOf, freshCheck, isChecked } from './policy.ts';

/** How often the weight of a server in slow start is computed anew (`server_warmup`). */
const WARM_UP_STEP = SECOND;
const DRAINING = 'Server remains in forced drain mode';
/** Percent: Envoy holds a priority for whole while 1 / 1.4 of it is well. */
const OVERPROVISIONING = 140;
/** The parts of a weight. */
const SIXTEENTHS = 16;

/** The server is out, because of `reason` (`srv_set_stopped`). */
export function markDown(s: LoadBalancer, ctx: Context, index: number, reason: string, since?: number): void {
  const server = s.servers[index];
  if (server === undefined) return;
  const { administration, operation } = server.health;
  if (administration === 'maint' || administration === 'absent' || operation === 'stopped') return;
  const data = { fall: checkOf(s.config, index).fall };
  const silence = since === undefined ? {} : { silence: { of: server.name, since } };
  ctx.milestone({ type: 'marked-down', about: server.name, reason, data, ...silence });
  tell(s, ctx, server, 'Server is DOWN');
  remindOfDrain(s, ctx, server);
  change(s, ctx, index, { operation: 'stopped' });
  moved(s, 'left', index);
}

/** The server is back after `rise` passed checks (`srv_set_running`); with slow start its weight grows from a sixteenth on. */
export function markUp(
  s: LoadBalancer,
  ctx: Context,
  index: number,
  reason: string,
  rise = checkOf(s.config, index).rise,
): void {
  const server = s.servers[index];
  if (server === undefined) return;
  const { administration, operation } = server.health;
  if (administration === 'maint' || operation === 'running' || operation === 'starting') return;
  if (operation === 'stopped') {
    ctx.milestone({ type: 'marked-up', about: server.name, reason, data: { rise } });
  }
  tell(s, ctx, server, 'Server is UP');
  remindOfDrain(s, ctx, server);
  startUp(s, ctx, index);
}

/** Nothing new for a server that says that it stops (`http-check disable-on-404`). */
export function markStopping(s: LoadBalancer, ctx: Context, index: number): void {
  const server = s.servers[index];
  if (server === undefined || server.health.administration === 'maint') return;
  if (server.health.operation === 'stopping') return;
  tell(s, ctx, server, 'Server is stopping');
  remindOfDrain(s, ctx, server);
  change(s, ctx, index, { operation: 'stopping' });
  moved(s, 'drained', index);
}

/** What its administrator, or its agent, wants of a server from now on (`srv_update_status`). */
export function administer(s: LoadBalancer, ctx: Context, index: number, next: Administration): void {
  const server = s.servers[index];
  const before = server?.health.administration;
  if (server === undefined || before === next) return;
  if (next === 'maint') enterMaintenance(s, ctx, server);
  else if (before === 'maint') leaveMaintenance(s, ctx, server, next);
  else if (next === 'drain') {
    tell(s, ctx, server, 'Server enters drain state');
    change(s, ctx, index, { administration: 'drain' });
    moved(s, 'drained', index);
  } else {
    const word = server.health.operation === 'stopped' ? 'DOWN' : 'UP';
    tell(s, ctx, server, `Server is ${word} (leaving forced drain)`);
    // Who waits in the common queue is not looked at: that happens with the next answer.
    change(s, ctx, index, { administration: 'ready' });
  }
}

function enterMaintenance(s: LoadBalancer, ctx: Context, server: ServerState): void {
  const { check, operation } = server.health;
  const paused = { ...check, health: isChecked(s.config, server.index) ? 0 : check.health };
  if (operation === 'stopped') {
    tell(s, ctx, server, 'Server was DOWN and now enters maintenance');
    change(s, ctx, server.index, { administration: 'maint', check: paused });
    return;
  }
  tell(s, ctx, server, 'Server is going DOWN for maintenance');
  change(s, ctx, server.index, { administration: 'maint', operation: 'stopped', check: paused });
  moved(s, 'left', server.index);
}

/** It is up at once, one failure from down, whatever it was before; unless its agent says down. */
function leaveMaintenance(s: LoadBalancer, ctx: Context, server: ServerState, next: Administration): void {
  const { check, agent } = server.health;
  const health = isChecked(s.config, server.index) ? checkOf(s.config, server.index).rise : check.health;
  updateHealth(s, server.index, { administration: next, check: { ...check, health } });
  const up = agent === undefined || agent.health > 0;
  const word = next === 'drain' ? 'DRAIN' : 'READY';
  tell(s, ctx, server, `Server is ${up ? 'UP' : 'DOWN'}/${word} (leaving forced maintenance)`);
  if (next === 'drain') tell(s, ctx, server, DRAINING);
  if (up) startUp(s, ctx, server.index);
  else refresh(s, ctx, server.index);
}

/** A server that was ejected is back (Envoy). */
export function readmit(s: LoadBalancer, ctx: Context, index: number): void {
  const about = s.servers[index]?.name ?? '';
  ctx.milestone({ type: 'marked-up', about, reason: 'no longer ejected', data: { rise: 1 } });
  refresh(s, ctx, index);
  moved(s, 'came', index);
}

function startUp(s: LoadBalancer, ctx: Context, index: number): void {
  const warmUp = slowStartOf(s, index) > 0;
  if (warmUp) ctx.startTimer('warm-up', WARM_UP_STEP, index);
  change(s, ctx, index, { operation: warmUp ? 'starting' : 'running' });
  moved(s, 'came', index);
}

/** A server is there from now on, by autoscaling or because it registered itself. */
export function arrive(s: LoadBalancer, ctx: Context, index: number): void {
  if (s.servers[index]?.health.administration !== 'absent') return;
  const check = checkOf(s.config, index);
  const health = initialHealth(check, check.initial);
  updateHealth(s, index, { administration: 'ready', check: freshCheck(health), ejections: 0, fails: 0 });
  if (health >= check.rise) startUp(s, ctx, index);
  else refresh(s, ctx, index);
}

/** A server is gone for good: what it has it may finish, but nothing new comes. */
export function depart(s: LoadBalancer, ctx: Context, index: number): void {
  change(s, ctx, index, { administration: 'absent', operation: 'stopped' });
  moved(s, 'drained', index);
}

/** A step of slow start; at its end the server is up a second time. */
export function warmUp(s: LoadBalancer, ctx: Context, index: number): void {
  const server = s.servers[index];
  if (server?.health.operation !== 'starting') return;
  if (ctx.now - server.health.since >= wholeUp(slowStartOf(s, index))) {
    tell(s, ctx, server, 'Server is UP');
    updateHealth(s, index, { operation: 'running' });
  } else {
    ctx.startTimer('warm-up', WARM_UP_STEP, index);
  }
  remindOfDrain(s, ctx, server);
  refresh(s, ctx, index);
  moved(s, 'came', index);
}

/** A group's first targets need no slow start (ALB): without another that is warm there is none. */
function slowStartOf(s: LoadBalancer, index: number): Duration {
  const slowStart = s.config.servers[index]?.slowStart ?? 0;
  if (slowStart === 0 || s.config.product !== 'aws-alb') return slowStart;
  const warm = s.servers.some((one) => one.index !== index && one.health.operation === 'running');
  return warm ? slowStart : 0;
}

function wholeUp(duration: Duration): Duration {
  return Math.ceil(duration / SECOND) * SECOND;
}

/** Sets the weight of a server (`set weight`), in place of the configured one. */
export function setWeight(s: LoadBalancer, ctx: Context, index: number, weight: number): void {
  const server = s.servers[index];
  if (server === undefined || server.weight === weight) return;
  replaceServer(s, { ...server, weight });
  refresh(s, ctx, index);
}

function change(s: LoadBalancer, ctx: Context, index: number, by: Partial<ServerHealth>): void {
  updateHealth(s, index, { ...by, since: ctx.now });
  refresh(s, ctx, index);
}

function moved(s: LoadBalancer, type: Move['type'], index: number): void {
  s.moves = [...s.moves, { index, type }];
}

/** Works out anew what a server weighs and whether it may be chosen, and tells the algorithm. */
export function refresh(s: LoadBalancer, ctx: Context, index: number): void {
  const nobody = s.usable + s.usableBackups === 0;
  settle(s, ctx, index, s.panicking);
  const panicking = isPanicking(s);
  if (panicking !== s.panicking) {
    s.panicking = panicking;
    for (const other of s.servers) settle(s, ctx, other.index, panicking);
  }
  s.usable = count(s, false);
  s.usableBackups = count(s, true);
  if (!nobody && s.usable + s.usableBackups === 0 && s.config.accessLog) {
    ctx.observe({ type: 'backend-event', text: 'has no server available!' } satisfies BackendObservation);
  }
}

function settle(s: LoadBalancer, ctx: Context, index: number, panicking: boolean): void {
  const server = s.servers[index];
  if (server === undefined) return;
  const effectiveWeight = server.weight * warmShare(s, server, ctx.now);
  const maxConnections = warmLimit(s, server, ctx.now);
  const usable = server.weight > 0 && (panicking ? isWilling(server) : isWell(server));
  if (
    usable === server.usable &&
    effectiveWeight === server.effectiveWeight &&
    maxConnections === server.maxConnections
  ) {
    return;
  }
  replaceServer(s, { ...server, effectiveWeight, maxConnections, usable });
  const algorithm = algorithmFor(s.config);
  updateTier(s, server.backup, ctx.now, (kept, pool) => algorithm.changed(kept, pool));
}

/** Sixteenths of its weight: all but in slow start, of which whole seconds count (`server_recalc_eweight`). */
function warmShare(s: LoadBalancer, server: ServerState, now: number): number {
  if (server.health.operation !== 'starting' || isFixed(s.config)) return SIXTEENTHS;
  const whole = Math.ceil(slowStartOf(s, server.index) / SECOND);
  const elapsed = Math.floor((now - server.health.since) / SECOND);
  return whole === 0 ? SIXTEENTHS : Math.min(SIXTEENTHS, Math.floor((SIXTEENTHS * elapsed + whole) / whole));
}

/** Its limit of connections grows as well, in percent, and whatever the algorithm (`srv_dynamic_maxconn`). */
function warmLimit(s: LoadBalancer, server: ServerState, now: number): number {
  const limit = s.config.servers[server.index]?.maxConnections ?? 0;
  if (limit === 0 || server.health.operation !== 'starting') return limit;
  const whole = Math.ceil(slowStartOf(s, server.index) / SECOND);
  const elapsed = Math.floor((now - server.health.since) / SECOND);
  const percent = whole === 0 ? 100 : Math.floor((100 * elapsed) / whole);
  return Math.max(1, Math.floor((limit * percent) / 100));
}

/** Its checks and its answers say that it works, and nobody has taken it out. */
export function isWell({ health }: ServerState): boolean {
  const works = health.operation === 'running' || health.operation === 'starting';
  return works && health.administration === 'ready' && health.ejectedUntil === undefined;
}

function isWilling({ health }: ServerState): boolean {
  return health.administration === 'ready';
}

/**
 * Too few are well to believe it. ALB ignores health when nobody is left; Envoy when every priority is below `panic`, unless
 * they have enough together, each counted 1.4 times (`recalculatePerPriorityPanic`).
 */
function isPanicking({ servers, config }: LoadBalancer): boolean {
  const { panic = 0, failOpen = false } = config;
  if (panic === 0 && !failOpen) return false;
  const willing = servers.filter(isWilling);
  const tiers = [willing.filter(({ backup }) => !backup), willing.filter(({ backup }) => backup)]
    .map((tier) => ({ size: tier.length, well: tier.filter(isWell).length }))
    .filter(({ size }) => size > 0);
  if (failOpen) return tiers.length > 0 && tiers.every(({ well }) => well === 0);
  const health = tiers.reduce((sum, { well, size }) => sum + Math.floor((OVERPROVISIONING * well) / size), 0);
  return tiers.length > 0 && health < 100 && tiers.every(({ well, size }) => well < panic * size);
}

function count(s: LoadBalancer, backup: boolean): number {
  return s.servers.filter((server) => server.usable && server.backup === backup).length;
}

/** Whatever changes at a server that is being drained is an occasion to say so again (`srv_update_status`). */
export function remindOfDrain(s: LoadBalancer, ctx: Context, server: ServerState): void {
  if (server.health.administration === 'drain') tell(s, ctx, server, DRAINING);
}

function tell(s: LoadBalancer, ctx: Context, server: ServerState, text: string): void {
  if (!s.config.accessLog) return;
  const line = server.backup ? `Backup ${text}` : text;
  ctx.observe({ type: 'server-event', server: server.name, text: line } satisfies ServerObservation);
}
