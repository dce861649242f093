// Packages the extension with a binary inside: node package.mjs BINARY [PLATFORM] [OUTPUT]. Works without a network.
import { execFileSync } from 'node:child_process';
import { chmodSync, copyFileSync, mkdirSync, rmSync } from 'node:fs';

const platform = process.argv[3] ?? `${process.platform}-${process.arch}`;
const binary = process.argv[2];
const output = process.argv[4] ?? `imrlint-${platform}.vsix`;
if (binary === undefined) {
  throw new Error('usage: node package.mjs BINARY [PLATFORM] [OUTPUT]');
}

const run = (...command) => execFileSync(process.execPath, command, { stdio: ['ignore', 'ignore', 'inherit'] });
const inside = platform.startsWith('win32') ? 'bin/imrlint.exe' : 'bin/imrlint';

run('esbuild.mjs');
rmSync('bin', { recursive: true, force: true });
mkdirSync('bin');
copyFileSync(binary, inside);
chmodSync(inside, 0o755);
for (const licence of ['LICENSE-APACHE', 'LICENSE-MIT']) {
  copyFileSync(`../../${licence}`, licence);
}
run('node_modules/@vscode/vsce/vsce', 'package', '--target', platform, '--no-dependencies', '--allow-missing-repository', '--skip-license', '--out', output);
