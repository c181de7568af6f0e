import { availableParallelism } from 'node:os';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';
import { contentPolicyPlugin } from './scripts/content-policy-plugin.ts';
import { offlinePlugin } from './scripts/offline-plugin.ts';
import { scenarioPlugin } from './scripts/scenario-plugin.ts';
import { schemaPlugin } from './scripts/schema-plugin.ts';

export default defineConfig({
  // Relative addresses, so that the built app works below any path.
  base: './',
  plugins: [scenarioPlugin(), schemaPlugin(), react(), contentPolicyPlugin(), offlinePlugin()],
  worker: {
    format: 'es',
    // One chunk of what the kinds share: many small ones compress badly and take a request each.
    rolldownOptions: { output: { codeSplitting: { groups: [{ name: 'shared', minShareCount: 2 }] } } },
  },
  build: {
    target: 'es2023',
    sourcemap: true,
    rolldownOptions: {
      output: {
        codeSplitting: {
          groups: [{ name: 'react', test: /node_modules[\\/](react|react-dom|scheduler)[\\/]/ }],
        },
      },
    },
  },
  server: { host: '127.0.0.1', port: 5173 },
  preview: { host: '127.0.0.1', port: 4173 },
  test: {
    environment: 'node',
    include: ['src/**/*.test.{ts,tsx}'],
    setupFiles: ['src/testing/setup.ts', 'src/app/language.ts'],
    testTimeout: 30_000,
    // By itself Vitest leaves one core free, which of two is half of the machine.
    maxWorkers: Math.max(2, availableParallelism() - 1),
  },
});
