/** Where the `imrlint` binary is, and whether it fits this extension. It is never downloaded. */

import { execFile } from 'node:child_process';
import { accessSync, constants, statSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** Where a binary was found. */
export interface Binary {
  readonly path: string;
  readonly origin: 'setting' | 'extension' | 'PATH';
}

/** Why letters cannot be linted, said to the user as it stands. */
export class BinaryProblem extends Error {}

const NAME = process.platform === 'win32' ? 'imrlint.exe' : 'imrlint';

/**
 * The binary that the setting names, else the one inside the extension, else the one on the PATH.
 *
 * A setting that names nothing is an error: to fall back in silence would lint with another version than was asked for.
 */
export function findBinary(setting: string, extensionFolder: string, searchPath: string): Binary {
  if (setting !== '') {
    if (!isProgram(setting)) {
      throw new BinaryProblem(
        `There is no program at "${setting}", which the setting imrlint.path names. Correct the setting, or empty it to use the imrlint that came with this extension.`,
      );
    }
    return { path: setting, origin: 'setting' };
  }
  const bundled = join(extensionFolder, 'bin', NAME);
  if (isProgram(bundled)) {
    return { path: bundled, origin: 'extension' };
  }
  const folders = searchPath.split(delimiter).filter((folder) => folder !== '');
  const found = folders.map((folder) => join(folder, NAME)).find(isProgram);
  if (found === undefined) {
    throw new BinaryProblem(
      'imrlint was not found: this extension came without it, and it is not on the PATH. Install it, or say where it is in the setting imrlint.path.',
    );
  }
  return { path: found, origin: 'PATH' };
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    return false;
  }
}

/** Asks the binary for its version, and insists that it fits. */
export async function handshake(binary: Binary, expected: string): Promise<string> {
  let said: string;
  try {
    said = (await run(binary.path, ['--version'], { timeout: 10_000 })).stdout;
  } catch {
    throw new BinaryProblem(`"${binary.path}" does not run as imrlint. ${advice(binary)}`);
  }
  const version = /^imrlint (\d+\.\d+\.\d+)/.exec(said)?.[1];
  if (version === undefined) {
    throw new BinaryProblem(`"${binary.path}" is not imrlint. ${advice(binary)}`);
  }
  if (majorMinor(version) !== majorMinor(expected)) {
    throw new BinaryProblem(
      `"${binary.path}" is imrlint ${version}, and this extension needs ${majorMinor(expected)}. ${advice(binary)}`,
    );
  }
  return version;
}

/** What helps against a binary that does not fit. */
function advice({ origin }: Binary): string {
  switch (origin) {
    case 'setting':
      return 'Correct the setting imrlint.path, or empty it to use the imrlint that came with this extension.';
    case 'extension':
      return 'It came with this extension: install the extension anew, in the package for this system.';
    case 'PATH':
      return 'It is the first on the PATH: install another version there, or say in the setting imrlint.path where one is.';
  }
}

function majorMinor(version: string): string {
  return version.split('.').slice(0, 2).join('.');
}

/** Runs a command of the binary and returns what it prints; its complaint becomes the error. */
export async function runBinary(binary: Binary, args: readonly string[]): Promise<string> {
  try {
    return (await run(binary.path, args, { maxBuffer: 64 * 1024 * 1024 })).stdout;
  } catch (error) {
    const stderr = error instanceof Error && 'stderr' in error ? String(error.stderr).trim() : '';
    throw new BinaryProblem(stderr === '' ? `imrlint ${args[0] ?? ''} failed.` : stderr);
  }
}
