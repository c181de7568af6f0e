// Builds the app, serves it on this machine only, and prints the address.
import { build, preview } from 'vite';
import { ROOT } from './tools.mjs';

process.chdir(ROOT);
console.log('Building Ensemble …');
await build({ root: ROOT, logLevel: 'warn' });
// Vite takes the next port where this one is taken.
const server = await preview({ root: ROOT, preview: { host: '127.0.0.1', port: 4173, strictPort: false } });
console.log(`Ensemble is at ${server.resolvedUrls.local[0]} (Ctrl+C stops it)`);
