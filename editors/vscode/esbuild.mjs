// Bundles the extension, and with --tests its tests.
import { build } from 'esbuild';

const common = { bundle: true, platform: 'node', format: 'cjs', target: 'node18', logLevel: 'warning' };

await build({
  ...common,
  entryPoints: ['src/extension.ts'],
  outfile: 'dist/extension.js',
  external: ['vscode'],
  minify: true,
});

if (process.argv.includes('--tests')) {
  await build({
    ...common,
    entryPoints: ['test/host/host.test.ts', 'test/host/suite.ts', 'test/person/person.test.ts'],
    outdir: 'out',
    outbase: 'test',
    external: ['vscode', 'mocha', 'playwright-core'],
    sourcemap: 'inline',
  });
}
