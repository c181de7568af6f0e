interface Waiting<Ask, Answer> {
  ask: Ask;
  readonly answered: PromiseWithResolvers<Answer>;
}

/**
 * One question at a time: those that arrive meanwhile share the next turn, in which only the newest is asked. All who
 * shared it get its answer; whoever was overtaken is told of something newer than what it asked for. A long answer
 * may ask whether it is `overtaken`, and stop.
 */
export function newestWins<Ask, Answer>(
  ask: (question: Ask, overtaken: () => boolean) => Promise<Answer>,
): (question: Ask) => Promise<Answer> {
  let busy = false;
  let waiting: Waiting<Ask, Answer> | undefined;

  function next(): void {
    const turn = waiting;
    waiting = undefined;
    busy = turn !== undefined;
    if (turn === undefined) return;
    ask(turn.ask, () => waiting !== undefined)
      .then(turn.answered.resolve, turn.answered.reject)
      .finally(next)
      .catch(() => undefined);
  }

  return (question) => {
    if (waiting === undefined) waiting = { ask: question, answered: withResolvers<Answer>() };
    else waiting.ask = question;
    const { promise } = waiting.answered;
    if (!busy) next();
    return promise;
  };
}

interface PromiseWithResolvers<T> {
  readonly promise: Promise<T>;
  readonly resolve: (value: T) => void;
  readonly reject: (reason: unknown) => void;
}

function withResolvers<T>(): PromiseWithResolvers<T> {
  let resolve: (value: T) => void = () => undefined;
  let reject: (reason: unknown) => void = () => undefined;
  const promise = new Promise<T>((onResolve, onReject) => {
    resolve = onResolve;
    reject = onReject;
  });
  return { promise, resolve, reject };
}
