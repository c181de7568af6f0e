// What the bench runs in the page. It watches from outside, by accessible names, and changes nothing.

/** Runs before the app does. */
export function watch() {
  const bench = { first: undefined, movedAt: 0 };
  window.bench = bench;
  // A raw update comes as soon as the pointer moves, the move itself with the next frame; both tell the same time.
  for (const type of ['pointerrawupdate', 'pointermove']) {
    window.addEventListener(
      type,
      (event) => {
        bench.movedAt = event.timeStamp;
      },
      { capture: true },
    );
  }

  /** Calls back once what is in the page now has been painted. */
  const afterPaint = (done) =>
    requestAnimationFrame(() => {
      const channel = new MessageChannel();
      channel.port1.onmessage = () => done(performance.now());
      channel.port2.postMessage(0);
    });

  /** Calls back as soon as `holds`, looked at after every change of the page. */
  const when = (holds, done) => {
    if (holds()) return done();
    const observer = new MutationObserver(() => {
      if (!holds()) return;
      observer.disconnect();
      done();
    });
    observer.observe(document, { subtree: true, childList: true, attributes: true, characterData: true });
    return observer;
  };

  const named = (selector, text) =>
    [...document.querySelectorAll(selector)].find((one) => one.getAttribute('aria-label')?.startsWith(text));

  bench.stageTime = () => {
    const stage = document.querySelector('main [aria-roledescription=topology]');
    return /at ([\d.]+) seconds/u.exec(stage?.getAttribute('aria-label') ?? '')?.[1];
  };
  bench.sliderTime = () => {
    const slider = named('[role=slider]', 'Time');
    return /^([\d.]+) seconds/u.exec(slider?.getAttribute('aria-valuetext') ?? '')?.[1];
  };
  bench.label = (selector, beginning) => named(selector, beginning)?.getAttribute('aria-label') ?? '';

  when(
    () =>
      bench.stageTime() !== undefined &&
      document.querySelector('main [data-node], main [role=grid]') !== null,
    () =>
      afterPaint((now) => {
        bench.first = now;
      }),
  );

  /** Resolves with the time from the last pointer move until `shown` holds and is painted; undefined if it never does. */
  bench.untilShown = (shown, timeoutMs) =>
    new Promise((resolve) => {
      const timer = setTimeout(() => resolve(undefined), timeoutMs);
      when(shown, () =>
        afterPaint((now) => {
          clearTimeout(timer);
          resolve(now - bench.movedAt);
        }),
      );
    });

  /** Counts frames for a while: how many there were, and how many a display of 60 a second would have missed. */
  bench.play = (lengthMs) =>
    new Promise((resolve) => {
      const from = performance.now();
      let last = from;
      let frames = 0;
      let dropped = 0;
      const count = (now) => {
        frames += 1;
        dropped += Math.max(0, Math.round((now - last) / (1000 / 60)) - 1);
        last = now;
        if (now - from < lengthMs) requestAnimationFrame(count);
        else resolve({ frames, dropped });
      };
      requestAnimationFrame(count);
    });
}
