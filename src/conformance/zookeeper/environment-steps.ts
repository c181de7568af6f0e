import { type Duration, MILLISECOND, SECOND } from '../../lib/units.ts';
import type { JsonObject } from '../json.ts';
import { PROBE, serverNode } from './case-world.ts';
import type { EnvironmentStep, ServerSelector } from './case.ts';
import type { ClientSteps } from './client-steps.ts';
import type { Roles } from './ensemble.ts';
import type { Stage } from './stage.ts';
import type { ProbeCommand } from './wire-probe.ts';

/** How long steps wait for what they are to bring about. */
const TIMEOUT: Duration = 40 * SECOND;
/** Between two polls of `exists`. */
const PAUSE: Duration = 20 * MILLISECOND;

type StepOf<Env extends EnvironmentStep['env']> = Extract<EnvironmentStep, { env: Env }>;

/** Does what happens to the servers of a case, and waits. */
export class EnvironmentSteps {
  constructor(
    private readonly stage: Stage,
    private readonly clients: ClientSteps,
  ) {}

  play(step: EnvironmentStep): JsonObject {
    switch (step.env) {
      case 'wait':
        this.stage.pass(Math.round(step.ms * MILLISECOND));
        return {};
      case 'waitFor':
        return this.waitFor(step);
      case 'watchCounts':
        return { watches: asJson(this.stage.ensemble.watchCounts()) };
      case 'negotiate':
        return this.negotiate(step);
      case 'lag':
      case 'unlag':
        this.stage.ensemble[step.env](this.targets(step));
        return {};
      default:
        this.disturb(step);
        return step.settle ? this.settledRoles(timeoutOf(step)) : {};
    }
  }

  settledRoles(timeout: Duration = TIMEOUT): JsonObject {
    this.stage.ensemble.waitForRoles(timeout);
    return rolesJson(this.stage.ensemble.roles());
  }

  private disturb(
    step: Exclude<
      EnvironmentStep,
      { env: 'wait' | 'waitFor' | 'watchCounts' | 'negotiate' | 'lag' | 'unlag' }
    >,
  ): void {
    const { ensemble } = this.stage;
    switch (step.env) {
      case 'partition':
        ensemble.partition(step.groups.map((servers) => this.stage.select(servers)));
        return;
      case 'heal':
        ensemble.heal();
        return;
      case 'roles':
        return;
      case 'stop':
      case 'kill':
        ensemble.kill(this.targets(step));
        return;
      case 'restart': {
        const ids = this.targets(step);
        ensemble.kill(ids);
        ensemble.start(ids);
        return;
      }
      default:
        ensemble[step.env](this.targets(step));
    }
  }

  /** The servers of a step; the first one is stored where the step says so. */
  private targets(step: {
    readonly server?: ServerSelector | undefined;
    readonly servers?: readonly ServerSelector[] | undefined;
    readonly as?: string | undefined;
  }): readonly number[] {
    const named = [...(step.server === undefined ? [] : [step.server]), ...(step.servers ?? [])];
    const ids = this.stage.select(named);
    if (step.as !== undefined && ids[0] !== undefined) this.stage.variables.set(step.as, String(ids[0]));
    return ids;
  }

  private negotiate(step: StepOf<'negotiate'>): JsonObject {
    const { stage } = this;
    const [id] = this.targets(step);
    if (id === undefined) return { error: 'CONNECTIONLOSS' };
    stage.negotiated = undefined;
    const timeout = step.sessionTimeout * MILLISECOND;
    const command: ProbeCommand = { type: 'negotiate', server: serverNode(id), timeout };
    stage.machine.simulation.tell(PROBE, command);
    stage.waitFor(timeoutOf(step), () => stage.negotiated !== undefined);
    const granted = stage.negotiated as { readonly timeout: Duration | undefined } | undefined;
    if (granted?.timeout === undefined) return { error: 'CONNECTIONLOSS' };
    return { sessionTimeout: granted.timeout / MILLISECOND };
  }

  private waitFor(step: StepOf<'waitFor'>): JsonObject {
    const held =
      step.exists === undefined
        ? this.stage.waitFor(timeoutOf(step), () => this.holds(step))
        : this.pollExists(step, step.exists);
    return held ? { ok: true } : { timeout: true };
  }

  private holds(step: StepOf<'waitFor'>): boolean {
    if (step.leader === true) return this.stage.ensemble.leader !== undefined;
    if (step.client === undefined) return false;
    const log = this.stage.logs.of(step.client);
    if (step.state !== undefined) return step.ever ? log.wasEver(step.state) : log.state === step.state;
    const path = step.path === undefined ? undefined : this.stage.variables.fill(step.path);
    return step.event !== undefined && log.countEvents(step.event, path) >= step.count;
  }

  private pollExists(step: StepOf<'waitFor'>, wanted: boolean): boolean {
    const { stage } = this;
    const deadline = stage.now + timeoutOf(step);
    const path = stage.variables.fill(step.path ?? '/');
    while (stage.now < deadline) {
      const exists = this.clients.exists(step.client ?? '', path, deadline - stage.now);
      if (exists === wanted) return true;
      stage.pass(PAUSE);
    }
    return false;
  }
}

function rolesJson({ roles, leader, epoch }: Roles): JsonObject {
  return { roles, leader, epoch };
}

function asJson(value: object): JsonObject {
  return Object.fromEntries(Object.entries(value).map(([key, one]: [string, object]) => [key, { ...one }]));
}

function timeoutOf(step: EnvironmentStep): Duration {
  return step.timeout === undefined ? TIMEOUT : Math.round(step.timeout * MILLISECOND);
}
