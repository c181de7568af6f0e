import type { Arguments } from './arguments.ts';
import { EXIT, printJson } from './output.ts';
export function benchCommand(_args: Arguments): number { printJson({}); return EXIT.holds; }
