/** The folder that the tests have open, and what they wait for in it. */

import assert from 'node:assert/strict';
import { setTimeout as pause } from 'node:timers/promises';

import { extensions, type TextDocument, Uri, window, workspace } from 'vscode';

import type { Api } from '../../src/extension';

/** A file of the folder. */
export function file(name: string): Uri {
  const folder = workspace.workspaceFolders?.[0];
  assert.ok(folder);
  return Uri.joinPath(folder.uri, name);
}

/** Writes a file and opens it, not to be seen. */
export async function written(name: string, text: string): Promise<TextDocument> {
  await workspace.fs.writeFile(file(name), Buffer.from(text));
  return workspace.openTextDocument(file(name));
}

/** Opens a file before the user. */
export async function shown(name: string): Promise<TextDocument> {
  const editor = await window.showTextDocument(file(name));
  return editor.document;
}

/** The language that a file of the folder has now. */
export function languageNow(name: string): string | undefined {
  return workspace.textDocuments.find(({ uri }) => uri.toString() === file(name).toString())?.languageId;
}

/** The running extension: it runs since there is a letter. */
export async function extension(): Promise<Api> {
  const found = extensions.getExtension<Api>('imrlint.imrlint');
  assert.ok(found);
  const api = await found.activate();
  await workspace.openTextDocument(file('a.imr'));
  await eventually(() => api.server.client);
  return api;
}

/** Less than a test may take, so that the one which waits in vain fails, and nothing goes on behind the next. */
const PATIENCE_MS = 50_000;

/** Waits until a condition gives something. */
export async function eventually<T>(condition: () => T | undefined | false): Promise<T> {
  const deadline = Date.now() + PATIENCE_MS;
  for (;;) {
    const found = condition();
    if (found !== undefined && found !== false) {
      return found;
    }
    if (Date.now() > deadline) {
      throw new Error(`waited in vain for ${condition.toString()}`);
    }
    await pause(20);
  }
}
