/** Wires the server, the status item, the commands and the overview to the editor. */

import { commands, Disposable, type ExtensionContext, type LogOutputChannel, window, workspace } from 'vscode';

import { BinaryProblem } from './binary';
import { IMPORT_REPORTS, importGuideline, importReports } from './commands/guideline';
import { explainCitation, fixAll, lintFolder, newLetter } from './commands/letter';
import { openRule, RULE_PAGES, rulePages } from './commands/rule';
import { CurrentLetter } from './current';
import { showOverview } from './overview/view';
import { recogniseLetters } from './recognise';
import { Server } from './server';
import { settingsFor, turn } from './settings';
import { startWithLetters } from './start';
import { showMenu, showStatus } from './status';

/** What tests may look at. */
export interface Api {
  readonly server: Server;
  readonly current: CurrentLetter;
}

let end: () => Promise<void> = () => Promise.resolve();

export function activate(context: ExtensionContext): Api {
  const output = window.createOutputChannel('imrlint', { log: true });
  const trace = window.createOutputChannel('imrlint trace', { log: true });
  const server = new Server(context, output, trace);
  const current = new CurrentLetter(server);
  // Not a subscription: those are gone before the server has ended, which still logs into its channels.
  end = async () => {
    await server.stop();
    Disposable.from(server, output, trace).dispose();
  };
  context.subscriptions.push(
    current,
    ...showStatus(server, current),
    showOverview(server, current),
    ...registerCommands(server, output),
    workspace.registerTextDocumentContentProvider(RULE_PAGES, rulePages(server)),
    workspace.registerTextDocumentContentProvider(IMPORT_REPORTS, importReports),
    recogniseLetters(server),
    workspace.onDidGrantWorkspaceTrust(() => server.followSettings()),
    workspace.onDidChangeConfiguration(async (event) => {
      if (event.affectsConfiguration('imrlint.path') || event.affectsConfiguration('imrlint.enable')) {
        await server.followSettings();
      } else if (event.affectsConfiguration('imrlint')) {
        const settings = { imrlint: settingsFor() };
        await server.client?.sendNotification('workspace/didChangeConfiguration', { settings });
      }
    }),
    startWithLetters(server),
  );
  return { server, current };
}

/** Ends the server; what it says while it ends is still logged. */
export async function deactivate(): Promise<void> {
  await end();
}

function registerCommands(server: Server, output: LogOutputChannel) {
  const all: Record<string, (argument?: unknown) => unknown> = {
    menu: () => showMenu(server),
    restart: () => server.restart(),
    turnOn: () => turn(true),
    turnOff: () => turn(false),
    lintFolder: (folder) => lintFolder(server, folder),
    fixAll,
    newLetter: () => newLetter(server),
    openRule: (code) => openRule(server, code),
    explainCitation,
    importGuideline: () => importGuideline(server),
    showOutput: () => {
      output.show();
    },
  };
  return Object.entries(all).map(([name, run]) =>
    commands.registerCommand(`imrlint.${name}`, async (argument?: unknown) => {
      try {
        await run(argument);
      } catch (error) {
        if (!(error instanceof BinaryProblem)) {
          throw error;
        }
        void window.showErrorMessage(error.message);
      }
    }),
  );
}
