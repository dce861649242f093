/** A story: what a person does in one VS Code, step by step. */

import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';

import { VsCode } from '../vscode';
import type { Setup } from '../window';

const pictures = process.env.IMRLINT_PICTURES ?? join(__dirname, '../../../../.cache/pictures');

export class Story {
  private opened: VsCode | undefined;

  constructor(private readonly setup: Setup) {}

  get vscode(): VsCode {
    if (this.opened === undefined) {
      throw new Error('VS Code did not open');
    }
    return this.opened;
  }

  /** Tells the story: `steps` names them all. */
  tell(name: string, steps: () => void): void {
    describe(name, { timeout: 600_000 }, () => {
      before(async () => {
        mkdirSync(pictures, { recursive: true });
        this.opened = await VsCode.open({ vsix: process.env.IMRLINT_VSIX ?? '', ...this.setup });
      });
      after(() => this.opened?.close());
      steps();
    });
  }

  /** A step of the story; when it fails, a picture of what was on the screen is kept. */
  step(name: string, act: (vscode: VsCode) => Promise<void>): void {
    it(name, async () => {
      try {
        await act(this.vscode);
      } catch (error) {
        await this.picture(`failed-${name.replace(/\W+/g, '-')}`);
        throw error;
      }
    });
  }

  /** Keeps a picture of the screen. */
  async picture(name: string): Promise<void> {
    await this.vscode.page.screenshot({ path: join(pictures, `vscode-${name}.png`), animations: 'disabled' });
  }
}
