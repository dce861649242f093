// Bundles the extension, and with --tests its tests.
import { readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';

import { build } from 'esbuild';

const common = { bundle: true, platform: 'node', format: 'cjs', target: 'node18', logLevel: 'warning', loader: { '.txt': 'text' } };

await build({
  ...common,
  entryPoints: ['src/extension.ts'],
  outfile: 'dist/extension.js',
  external: ['vscode'],
  minify: true,
});

if (process.argv.includes('--tests')) {
  // What a test made that is no longer there would be run, too.
  rmSync('out', { recursive: true, force: true });
  const tests = readdirSync('test', { recursive: true }).filter((name) => name.endsWith('.test.ts'));
  await build({
    ...common,
    entryPoints: ['test/host/suite.ts', ...tests.map((name) => join('test', name))],
    outdir: 'out',
    outbase: 'test',
    external: ['vscode', 'mocha', 'playwright-core'],
    sourcemap: 'inline',
  });
}
