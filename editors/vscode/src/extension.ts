/** Wires the server, the status item, the commands and the overview to the editor. */

import { commands, type ExtensionContext, type LogOutputChannel, window, workspace } from 'vscode';

import { BinaryProblem } from './binary';
import { importGuideline } from './commands/guideline';
import { explainCitation, fixAll, lintFolder, newLetter } from './commands/letter';
import { openRule, RULE_PAGES, rulePages } from './commands/rule';
import { recogniseLetters } from './language';
import { showOverview } from './overview/view';
import { Server } from './server';
import { settingsFor, turn } from './settings';
import { showMenu, showStatus } from './status';

/** What tests may look at. */
export interface Api {
  readonly server: Server;
}

export function activate(context: ExtensionContext): Api {
  const output = window.createOutputChannel('imrlint', { log: true });
  const trace = window.createOutputChannel('imrlint trace', { log: true });
  const server = new Server(context, output, trace);
  context.subscriptions.push(
    output,
    trace,
    server,
    ...showStatus(server),
    showOverview(server),
    ...registerCommands(server, output),
    workspace.registerTextDocumentContentProvider(RULE_PAGES, rulePages(server)),
    recogniseLetters(server),
    workspace.onDidGrantWorkspaceTrust(() => server.restart()),
    workspace.onDidChangeConfiguration(async (event) => {
      if (event.affectsConfiguration('imrlint.path') || event.affectsConfiguration('imrlint.enable')) {
        await server.restart();
      } else if (event.affectsConfiguration('imrlint')) {
        const settings = { imrlint: settingsFor() };
        await server.client?.sendNotification('workspace/didChangeConfiguration', { settings });
      }
    }),
    { dispose: () => void server.stop() },
  );
  void server.restart();
  return { server };
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
    openRule,
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
