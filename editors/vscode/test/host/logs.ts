/** What the extension logs: all that it does, and no word of a letter. */

import assert from 'node:assert/strict';

import { commands, Position } from 'vscode';

import { eventually, shown } from './files';
import { withServer } from './own';

export const tests = {
  'the output and the trace name what is done, and no word of a letter': () =>
    withServer(async (server, lines) => {
      await server.restart();
      const letter = await shown('a.imr');
      await commands.executeCommand('vscode.executeHoverProvider', letter.uri, new Position(1, 3));
      await eventually(() => lines.some((line) => line.includes("Received response 'textDocument/hover")));
      const log = lines.join('\n');
      const words = letter.getText().split(/[^A-Za-z]+/).filter((word) => word.length > 8);
      assert.ok(words.length > 50);
      const known = (word: string) => /^(Independent|Administrator|determination|information)$/i.test(word);
      assert.deepEqual(words.filter((word) => !known(word) && log.includes(word)), []);
    }),
};
