/** What authors outside the app take from where it is served. */
import { expect, test } from '@playwright/test';

test('the schema of the scenario format lies beside the app', async ({ request }) => {
  const response = await request.get('./scenario.schema.json');
  expect(response.headers()['content-type']).toContain('application/json');
  const schema = (await response.json()) as { $schema: string; required: readonly string[] };
  expect(schema.$schema).toBe('https://json-schema.org/draft/2020-12/schema');
  expect(schema.required).toEqual(['ensemble', 'title', 'nodes']);
});
