import { MILLISECOND, type SimTime } from '../../lib/units.ts';
import type { Json, JsonObject } from '../json.ts';
import { CAST, type Cast } from './case-world.ts';
import type { Case, Point, Step } from './case.ts';
import { EVENT_TYPES, stateOf } from './client-log.ts';
import { type ClientResult, ClientSteps } from './client-steps.ts';
import { EnvironmentSteps } from './environment-steps.ts';
import { Normaliser } from './normalise.ts';
import { Stage } from './stage.ts';

interface Played {
  readonly id: string;
  readonly start: SimTime;
  readonly end: SimTime;
  readonly result: ClientResult;
}

/** Plays one case on the model, or on another cast, and gives what a recording of that run would hold. */
export function playCase(file: Case, seed: number, cast: Cast = CAST): JsonObject {
  return new Player(file, seed, cast).play();
}

class Player {
  private readonly stage: Stage;
  private readonly clients: ClientSteps;
  private readonly environment: EnvironmentSteps;
  private readonly played: Played[] = [];

  constructor(
    private readonly file: Case,
    seed: number,
    cast: Cast,
  ) {
    this.stage = new Stage(file, seed, cast);
    this.clients = new ClientSteps(this.stage);
    this.environment = new EnvironmentSteps(this.stage, this.clients);
  }

  play(): JsonObject {
    const { file, stage } = this;
    const initial = file.ensemble.start === 'none' ? null : this.environment.settledRoles();
    stage.settle();
    const begin = stage.now;
    for (const step of file.steps) {
      if (step.at !== undefined)
        stage.pass(Math.max(0, begin + Math.round(step.at * MILLISECOND) - stage.now));
      this.step(step);
      if (step.settle) stage.settle();
    }
    return this.recorded(initial);
  }

  private step(step: Step): void {
    const start = this.stage.now;
    const result: ClientResult =
      'op' in step ? this.clients.play(step) : { type: 'json', json: this.environment.play(step) };
    this.played.push({ id: step.id, start, end: this.stage.now, result });
  }

  private recorded(initial: JsonObject | null): JsonObject {
    const { file, stage, played } = this;
    const normaliser = new Normaliser(
      stage.logs,
      this.clients,
      played.map(({ result }) => result),
    );
    const logs = stage.logs.clients.map((client) => [
      client,
      { log: normaliser.log(client, file.sortEvents) },
    ]);
    const measures = file.measures.map(({ name, from, to }) => [name, this.measure(from, to)]);
    return {
      name: file.name,
      format: 1,
      runs: 1,
      initial,
      steps: played.map(({ id, result }) => ({ id, result: normaliser.result(result) })),
      logs: Object.fromEntries(logs) as JsonObject,
      zxidEpochs: normaliser.zxidEpochs,
      ...(file.record.includes('zxidGaps') ? { zxidGaps: normaliser.zxidGaps } : {}),
      ...(measures.length > 0 ? { measuresMs: Object.fromEntries(measures) as JsonObject } : {}),
    };
  }

  private measure(from: Point, to: Point): Json {
    const [begin, end] = [this.moment(from), this.moment(to)];
    return begin === undefined || end === undefined ? null : (end - begin) / MILLISECOND;
  }

  private moment(point: Point): SimTime | undefined {
    if ('step' in point) return this.played.find(({ id }) => id === point.step)?.[point.edge];
    const entries = this.stage.logs.of(point.client).entries.filter((entry) => {
      if ('state' in point) return stateOf(entry) === point.state;
      const { notice } = entry;
      const same = notice.type === 'watch' && EVENT_TYPES[notice.event] === point.event;
      return same && (point.path === undefined || notice.path === point.path);
    });
    return entries[point.nth - 1]?.time;
  }
}
