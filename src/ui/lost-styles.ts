/**
 * Style sheets of parts that could not be loaded. Vite asks for each style sheet once, whether it comes or not, so that a
 * part that is loaded at the second attempt would stand there without its own.
 */
const lost = new Set<string>();

/** Notes each style sheet that fails from now on. */
export function noteLostStyles(): void {
  const onError = ({ target }: Event) => {
    if (!(target instanceof HTMLLinkElement) || target.rel !== 'stylesheet') return;
    lost.add(target.href);
    target.remove();
  };
  // Such an error goes down to its element and does not come up again.
  document.addEventListener('error', onError, { capture: true });
}

/** Calls `load` once the style sheets that were lost are there. */
export async function withLostStyles<T>(load: () => Promise<T>): Promise<T> {
  if (lost.size > 0) await Promise.all([...lost].map(recover));
  return load();
}

function recover(href: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const link = Object.assign(document.createElement('link'), { rel: 'stylesheet', href });
    link.addEventListener('error', () => reject(new Error(href)));
    link.addEventListener('load', () => {
      lost.delete(href);
      resolve();
    });
    document.head.append(link);
  });
}
