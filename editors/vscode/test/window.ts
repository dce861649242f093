/** A window of a real VS Code with a clean profile: its server build, opened in a browser. */

import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

import { chromium, type Page } from 'playwright-core';

/** Only a failing test waits so long. */
const PATIENCE = 90_000;

const QUIET = {
  'telemetry.telemetryLevel': 'off',
  'workbench.startupEditor': 'none',
  'workbench.tips.enabled': false,
  'workbench.colorTheme': 'Default Light Modern',
  'workbench.enableExperiments': false,
  'extensions.autoUpdate': false,
  'extensions.autoCheckUpdates': false,
  'extensions.ignoreRecommendations': true,
  'update.mode': 'none',
  'chat.commandCenter.enabled': false,
  'window.commandCenter': false,
  'editor.minimap.enabled': false,
  'editor.hover.delay': 100,
  'editor.fontSize': 13,
  'window.title': '${activeEditorShort}${separator}${rootName}',
  'workbench.layoutControl.enabled': false,
};

/** What a VS Code is opened with. */
export interface Setup {
  /** The extension to install into the new profile; none where the page's address names one. */
  readonly vsix?: string;
  /** Copies of files of the project, by the name that they have in the folder that is opened. */
  readonly files: Record<string, string>;
  /** Other files of that folder, with their text. */
  readonly texts?: Record<string, string>;
  /** Whether VS Code asks which folders are trusted. */
  readonly trust?: boolean;
  /** What the page's address says besides. */
  readonly payload?: (authority: string) => readonly (readonly [string, string])[];
  /** Does something with the page before it is opened. */
  readonly prepare?: (page: Page) => Promise<void>;
}

/** What is open. */
export interface Window {
  readonly page: Page;
  /** The folder that is open. */
  readonly folder: string;
  close(): Promise<void>;
}

const root = join(__dirname, '../../../..');
const main = join(root, '.cache/editors/vscode/out/server-main.js');

/** Opens a folder in a VS Code with a clean profile. */
export async function openWindow(setup: Setup): Promise<Window> {
  const scratch = mkdtempSync(join(tmpdir(), 'imrlint-vscode-'));
  const undo: (() => unknown)[] = [
    () => {
      rmSync(scratch, { recursive: true, force: true, maxRetries: 5 });
    },
  ];
  const close = async () => {
    for (const each of undo.reverse()) {
      await each();
    }
  };
  try {
    const folder = lettersFolder(scratch, setup);
    const profile = cleanProfile(scratch, setup.vsix);
    const port = await freePort();
    const server = serve(port, profile, setup.trust ?? false, { ...process.env, IMRLINT_DATA_DIR: join(scratch, 'guidelines') });
    undo.push(() => {
      end(server);
    });
    const authority = `127.0.0.1:${port}`;
    await answers(`http://${authority}/version`);
    const browser = await chromium.launch({
      ...(process.env.CHROMIUM === undefined ? {} : { executablePath: process.env.CHROMIUM }),
      args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
    });
    undo.push(() => browser.close());
    // As sharp as on a good screen, so that pictures of it are.
    const page = await browser.newPage({ viewport: { width: 1200, height: 720 }, deviceScaleFactor: 2 });
    page.setDefaultTimeout(PATIENCE);
    await setup.prepare?.(page);
    const payload = JSON.stringify(setup.payload?.(authority) ?? []);
    await page.goto(`http://${authority}/?folder=${folder}&payload=${encodeURIComponent(payload)}`, { waitUntil: 'domcontentloaded' });
    await page.waitForSelector('.explorer-folders-view .monaco-list-row');
    return { page, folder, close };
  } catch (error) {
    await close();
    throw error;
  }
}

function lettersFolder(scratch: string, { files, texts = {} }: Setup): string {
  const folder = join(scratch, 'letters');
  mkdirSync(folder);
  for (const [name, source] of Object.entries(files)) {
    cpSync(join(root, source), join(folder, name));
  }
  for (const [name, text] of Object.entries(texts)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
  return folder;
}

/** Flags that name a new profile, the extension installed into it. */
function cleanProfile(scratch: string, vsix: string | undefined): string[] {
  const data = join(scratch, 'data');
  mkdirSync(join(data, 'data', 'Machine'), { recursive: true });
  writeFileSync(join(data, 'data', 'Machine', 'settings.json'), JSON.stringify(QUIET));
  const flags = ['--server-data-dir', data, '--extensions-dir', join(scratch, 'extensions'), '--accept-server-license-terms', '--telemetry-level', 'off'];
  if (vsix !== undefined) {
    execFileSync(process.execPath, [main, ...flags, '--install-extension', vsix], { stdio: 'ignore' });
  }
  return flags;
}

/** The servers that run, each the leader of a group with its children. */
const running = new Set<ChildProcess>();

// Whatever ends these tests, nothing of them goes on.
process.on('exit', () => {
  running.forEach(end);
});
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.on(signal, () => {
    process.exit(1);
  });
}

function serve(port: number, profile: readonly string[], trust: boolean, env: NodeJS.ProcessEnv): ChildProcess {
  const address = ['--host', '127.0.0.1', '--port', String(port), '--without-connection-token'];
  const trusting = trust ? [] : ['--disable-workspace-trust'];
  const server = spawn(process.execPath, [main, ...profile, ...address, ...trusting], { stdio: 'ignore', detached: true, env });
  running.add(server);
  return server;
}

/** Ends the server and its children, which outlive it otherwise. */
function end(server: ChildProcess): void {
  running.delete(server);
  if (server.pid !== undefined) {
    try {
      process.kill(-server.pid, 'SIGKILL');
    } catch {
      // Nothing of the group is left.
    }
  }
}

async function answers(address: string): Promise<void> {
  const deadline = Date.now() + PATIENCE;
  for (;;) {
    try {
      await fetch(address);
      return;
    } catch (error) {
      if (Date.now() > deadline) {
        throw error;
      }
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const address = probe.address();
      const port = typeof address === 'object' && address !== null ? address.port : 0;
      probe.close(() => {
        resolve(port);
      });
    });
  });
}
