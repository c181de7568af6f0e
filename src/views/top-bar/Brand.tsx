import { words } from '../../words/index.ts';
import { useSession } from '../session.ts';
import './brand.css';

/** The name of the app; a click goes to its first page. */
export function Brand() {
  const session = useSession();
  return (
    <a
      className="brand"
      href="#"
      aria-label={words.library.open}
      onClick={(event) => {
        event.preventDefault();
        session.goTo('library');
      }}
    >
      <Logo />
      <span className="brand-name">{words.app}</span>
    </a>
  );
}

function Logo() {
  return (
    <svg width="22" height="22" viewBox="0 0 22 22" aria-hidden="true" focusable="false">
      <path className="logo-line" d="M11 5L4.5 17H17.5Z" />
      <circle className="logo-leader" cx="11" cy="5" r="3.5" />
      <circle className="logo-node" cx="4.5" cy="17" r="3.5" />
      <circle className="logo-node" cx="17.5" cy="17" r="3.5" />
    </svg>
  );
}
