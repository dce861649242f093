/** Runs the tests of `suite` inside a real extension host. */

import assert from 'node:assert/strict';
import { join } from 'node:path';
import { it } from 'node:test';

import { VsCode } from '../vscode';

const extension = join(__dirname, '../..');

/** So long the suite may take before it is given up, with what it said until then. */
const PATIENCE_MS = 240_000;

it('the suite passes in the extension host', async () => {
  const said: string[] = [];
  let end: (code: number) => void = () => undefined;
  const ended = new Promise<number>((resolve) => {
    end = resolve;
  });
  const files = { 'a.imr': 'examples/broken/no-summary.imr', 'b.txt': 'examples/clean/2015-pages.imr', 'c.txt': 'examples/clean/2013-early-review.imr' };
  const texts = { 'imrlint.toml': "include = ['drafts/*.txt']\ntemplates = ['masters/*.txt']\nexclude = ['archive']\n" };
  const vscode = await VsCode.open({
    files,
    texts,
    payload: (authority) => {
      const address = `vscode-remote://${authority}${extension}`;
      return [
        ['extensionDevelopmentPath', address],
        ['extensionTestsPath', `${address}/out/host/suite.js`],
      ];
    },
    prepare: async (page) => {
      await page.exposeFunction('codeAutomationExit', (code: number) => {
        end(code);
      });
      await page.exposeFunction('codeAutomationLog', (_: string, args: unknown[]) => said.push(args.map(String).join(' ')));
    },
  });
  try {
    const code = await Promise.race([ended, late()]);
    const lines = said.filter((line) => /^(PASSED|FAILED)/.test(line));
    console.log(lines.join('\n'));
    assert.equal(code, 0, lines.filter((line) => line.startsWith('FAILED')).join('\n'));
    assert.notEqual(lines.length, 0, 'no test ran');
  } finally {
    await vscode.close();
  }
});

/** No exit code, since there was none in time. */
function late(): Promise<undefined> {
  return new Promise((resolve) => {
    setTimeout(resolve, PATIENCE_MS, undefined).unref();
  });
}
