/** What the extension logs: all that it does, and no word of a letter. */

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { commands, EventEmitter, type ExtensionContext, LogLevel, type LogOutputChannel, Position } from 'vscode';

import { Server } from '../../src/server';
import { eventually, extension, shown } from './files';

const FOLDER = join(__dirname, '../..');

/** A channel that logs everything, and remembers it. */
function channel(lines: string[]): LogOutputChannel {
  const say = (...words: unknown[]) => {
    lines.push(words.map(String).join(' '));
  };
  const said = Object.fromEntries(['append', 'appendLine', 'replace', 'trace', 'debug', 'info', 'warn', 'error'].map((name) => [name, say]));
  const onDidChangeLogLevel = new EventEmitter<LogLevel>().event;
  return { ...said, name: 'remembered', logLevel: LogLevel.Trace, onDidChangeLogLevel } as unknown as LogOutputChannel;
}

export const tests = {
  'the output and the trace name what is done, and no word of a letter': async () => {
    // Two servers would both bring their commands.
    const { server: usual } = await extension();
    await usual.stop();
    const lines: string[] = [];
    const packageJSON: unknown = JSON.parse(readFileSync(join(FOLDER, 'package.json'), 'utf8'));
    const context = { extensionPath: FOLDER, extension: { packageJSON } } as ExtensionContext;
    const server = new Server(context, channel(lines), channel(lines));
    try {
      await server.restart();
      const letter = await shown('a.imr');
      await commands.executeCommand('vscode.executeHoverProvider', letter.uri, new Position(1, 3));
      await eventually(() => lines.some((line) => line.includes("Received response 'textDocument/hover")));
      const log = lines.join('\n');
      const words = letter.getText().split(/[^A-Za-z]+/).filter((word) => word.length > 8);
      assert.ok(words.length > 50);
      const known = (word: string) => /^(Independent|Administrator|determination|information)$/i.test(word);
      assert.deepEqual(words.filter((word) => !known(word) && log.includes(word)), []);
    } finally {
      await server.stop();
      await usual.restart();
    }
  },
};
