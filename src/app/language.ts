/** What speaks the screen's language and cannot see the words themselves. */
import { setUnits } from '../ui/format.ts';
import { words } from '../words/index.ts';

setUnits(words.units);
