import { passwordOf, type SessionId } from '../../kinds/zookeeper/protocol.ts';
import { type Duration, MILLISECOND, SECOND } from '../../lib/units.ts';
import type { Json } from '../json.ts';
import type { ClientCommand } from './case-client.ts';
import { clientNode, serverNode } from './case-world.ts';
import type { ClientStep, Request } from './case.ts';
import type { ClientLog, Reply } from './client-log.ts';
import { commandFor } from './requests.ts';
import type { Stage } from './stage.ts';

const TIMEOUT: Duration = 25 * SECOND;
const CONNECT_TIMEOUT: Duration = 15 * SECOND;
/** Between two attempts of a step that is repeated. */
const PAUSE: Duration = 20 * MILLISECOND;

/** What a step of a client came to; replies are looked up when the case is over. */
export type ClientResult =
  | { readonly type: 'json'; readonly json: Json }
  | {
      readonly type: 'connected';
      readonly session: SessionId;
      readonly server: string;
      readonly timeout: Duration;
    }
  | { readonly type: 'reply'; readonly client: string; readonly request: Request; readonly tag: string }
  | {
      readonly type: 'replies';
      readonly client: string;
      readonly requests: readonly Request[];
      readonly tags: readonly string[];
    };

const OK: ClientResult = { type: 'json', json: { ok: true } };
const TIMED_OUT: ClientResult = { type: 'json', json: { timeout: true } };

type StepOf<Op extends ClientStep['op']> = Extract<ClientStep, { op: Op }>;
type Waited = StepOf<Request['op']>;

/** Does what the clients of a case do. */
export class ClientSteps {
  /** The step that a tag belongs to, as logs show it. */
  readonly shownAs = new Map<string, string>();
  /** Attempts that were repeated, and polls: no log shows them. */
  readonly hidden = new Set<string>();
  /** Steps that have no reply of their own, and when they are over. */
  private readonly awaited = new Map<string, () => boolean>();
  /** Under which name the path of a step that was not waited for is stored, once it is. */
  private readonly named = new Map<string, string>();
  private attempts = 0;

  constructor(private readonly stage: Stage) {}

  play(step: ClientStep): ClientResult {
    const { machine } = this.stage;
    const node = clientNode(step.client);
    switch (step.op) {
      case 'connect':
        return this.connect(step);
      case 'pipeline':
        return this.pipeline(step);
      case 'pollUntil':
        return this.pollUntil(step);
      case 'await':
        return this.await(step);
      case 'crash':
        machine.kill(node);
        this.stage.logs.of(step.client).crashed = true;
        return OK;
      case 'pauseClient':
        machine.pause(node);
        return OK;
      case 'resumeClient':
        machine.resume(node);
        return OK;
      default:
        return step.retry ? this.retry(step) : this.once(step);
    }
  }

  /** Asks whether a path exists, without a watch and off the record; undefined while there is no answer. */
  exists(client: string, path: string, timeout: Duration): boolean | undefined {
    const reply = this.ask(client, { op: 'exists', path, watch: false, watcher: undefined }, timeout);
    if (reply === undefined) return undefined;
    return reply.error === undefined ? true : reply.error === 'NONODE' ? false : undefined;
  }

  /** A request off the record, and its reply. */
  private ask(client: string, request: Request, timeout: Duration): Reply | undefined {
    const tag = `?${this.attempts++}`;
    this.hidden.add(tag);
    this.submit(client, request, tag);
    return this.reply(client, tag, timeout);
  }

  private tell(client: string, command: ClientCommand): void {
    this.stage.machine.simulation.tell(clientNode(client), command);
  }

  private submit(client: string, request: Request, tag: string): void {
    this.tell(client, commandFor(request, this.stage.logs.of(client).handle, tag));
  }

  private reply(client: string, tag: string, timeout: Duration): Reply | undefined {
    const { replies } = this.stage.logs.of(client);
    this.stage.waitFor(timeout, () => replies.has(tag));
    return replies.get(tag)?.reply;
  }

  private once(step: Waited): ClientResult {
    const { client, id } = step;
    const request = this.stage.variables.fillIn(step);
    this.submit(client, request, id);
    if (step.async && step.as !== undefined) this.named.set(id, step.as);
    if (!step.async) {
      const reply = this.reply(client, id, timeoutOf(step));
      this.store(step.as, reply);
    }
    return { type: 'reply', client, request, tag: id };
  }

  private store(name: string | undefined, reply: Reply | undefined): void {
    const path = reply?.result.path;
    if (name !== undefined && path !== undefined) this.stage.variables.set(name, path);
  }

  /** Repeats a request while its connection is lost. */
  private retry(step: Waited): ClientResult {
    const request = this.stage.variables.fillIn(step);
    return this.repeat(step, request, (reply) => {
      const done = reply.error !== 'CONNECTIONLOSS';
      if (done) this.store(step.as, reply);
      return done;
    });
  }

  private pollUntil(step: StepOf<'pollUntil'>): ClientResult {
    const path = this.stage.variables.fill(step.path);
    const wanted = step.dataEquals === null ? undefined : this.stage.variables.fill(step.dataEquals);
    const request = { op: 'get', path, watch: false, watcher: undefined } as const;
    return this.repeat(step, request, ({ error, result }) => error === undefined && result.data === wanted);
  }

  /** Only the last attempt is on record. */
  private repeat(
    step: StepOf<'pollUntil'> | Waited,
    request: Request,
    enough: (reply: Reply) => boolean,
  ): ClientResult {
    const { client } = step;
    const deadline = this.stage.now + timeoutOf(step);
    while (this.stage.now < deadline) {
      const tag = `${step.id}?${this.attempts++}`;
      this.shownAs.set(tag, step.id);
      this.submit(client, request, tag);
      const reply = this.reply(client, tag, deadline - this.stage.now);
      if (reply !== undefined && enough(reply)) return { type: 'reply', client, request, tag };
      this.hidden.add(tag);
      this.stage.pass(PAUSE);
    }
    return TIMED_OUT;
  }

  private pipeline(step: StepOf<'pipeline'>): ClientResult {
    const { client } = step;
    const requests = step.ops.map((request) => this.stage.variables.fillIn(request));
    const tags = requests.map((_, index) => `${step.id}.${index}`);
    for (const [index, request] of requests.entries()) this.submit(client, request, tags[index] ?? '');
    const { replies } = this.stage.logs.of(client);
    const isOver = (): boolean => tags.every((tag) => replies.has(tag));
    this.awaited.set(step.id, isOver);
    if (!step.async) this.stage.waitFor(timeoutOf(step), isOver);
    return { type: 'replies', client, requests, tags };
  }

  private await(step: StepOf<'await'>): ClientResult {
    const { replies } = this.stage.logs.of(step.client);
    const isOver = this.awaited.get(step.for) ?? (() => replies.has(step.for));
    if (!this.stage.waitFor(timeoutOf(step), isOver)) return TIMED_OUT;
    this.store(this.named.get(step.for), replies.get(step.for)?.reply);
    return OK;
  }

  private connect(step: StepOf<'connect'>): ClientResult {
    const { client } = step;
    const log = this.stage.logs.of(client);
    if (log.crashed) {
      this.stage.machine.start(clientNode(client));
      log.restart(this.stage.now);
    }
    log.handle++;
    this.tell(client, this.openCommand(step, log));
    const outcome = outcomeOf(log, log.handle);
    this.awaited.set(step.id, () => outcome() !== undefined);
    if (step.async) return { type: 'json', json: { async: true } };
    this.stage.waitFor(
      step.timeout === undefined ? CONNECT_TIMEOUT : timeoutOf(step),
      () => outcome() !== undefined,
    );
    return outcome() ?? failed('CONNECTIONLOSS');
  }

  private openCommand(step: StepOf<'connect'>, log: ClientLog): ClientCommand {
    const { sessionTimeout, servers } = { ...this.stage.file.clients[step.client] };
    const command = {
      type: 'open',
      handle: log.handle,
      servers: this.stage.select(step.servers ?? servers ?? []).map(serverNode),
      timeout: (step.sessionTimeout ?? sessionTimeout ?? 0) * MILLISECOND,
    } as const;
    if (step.reattach === undefined && !step.badPassword) return command;
    const { session } = this.stage.logs.of(step.reattach ?? step.client);
    const password = passwordOf(session) + (step.badPassword ? 1 : 0);
    return { ...command, resume: { session, password } };
  }
}

/** Looks what became of a handle that is being opened; undefined while that is open. */
function outcomeOf(log: ClientLog, handle: number): () => ClientResult | undefined {
  return () => {
    const first = log.present.find(
      (entry) =>
        entry.handle === handle && (entry.notice.type === 'connected' || entry.notice.type === 'lost'),
    )?.notice;
    if (first?.type === 'lost') return failed('SESSIONEXPIRED');
    if (first?.type !== 'connected') return undefined;
    const { session, server, timeout } = first;
    return { type: 'connected', session, server, timeout };
  };
}

function failed(error: string): ClientResult {
  return { type: 'json', json: { error } };
}

function timeoutOf(step: ClientStep): Duration {
  return step.timeout === undefined ? TIMEOUT : Math.round(step.timeout * MILLISECOND);
}
