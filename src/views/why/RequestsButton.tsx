import { words } from '../../words/index.ts';
import { useSession } from '../session.ts';
import './requests-button.css';

/** Words about requests that open the panel which lists them. */
export function RequestsButton({ text }: { readonly text: string }) {
  const session = useSession();
  return (
    <button
      type="button"
      className="requests-button"
      aria-label={`${words.requests.show}: ${text}`}
      onClick={() => session.show({ type: 'requests' })}
    >
      {text}
    </button>
  );
}
