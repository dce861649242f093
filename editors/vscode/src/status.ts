/** The status item: how the letter stands, with a menu. */

import { commands, type Diagnostic, DiagnosticSeverity, languages, type QuickPickItem, StatusBarAlignment, ThemeColor, window } from 'vscode';

import { isLetter } from './language';
import type { Server, ServerState } from './server';
import { plural } from './words';

/** What the status item says. */
export interface Status {
  readonly text: string;
  readonly tooltip: string;
  readonly alarm?: 'warning' | 'error';
}

/** What to say of a state, and of the letter before the user. */
export function statusOf(state: ServerState, found: readonly Diagnostic[] | undefined): Status {
  switch (state.kind) {
    case 'off':
      return { text: '$(circle-slash) imrlint', tooltip: 'imrlint is off' };
    case 'starting':
      return { text: '$(loading~spin) imrlint', tooltip: 'imrlint is starting' };
    case 'broken':
      return { text: '$(error) imrlint', tooltip: state.reason, alarm: 'error' };
    case 'running':
      return found === undefined ? { text: '$(pass) imrlint', tooltip: `imrlint ${state.version}` } : ofLetter(found);
  }
}

function ofLetter(found: readonly Diagnostic[]): Status {
  const count = (severity: DiagnosticSeverity) => found.filter((each) => each.severity === severity).length;
  const errors = count(DiagnosticSeverity.Error);
  const problems = errors + count(DiagnosticSeverity.Warning);
  const remarks = found.length - problems;
  const also = remarks === 0 ? '' : `, and ${plural(remarks, 'remark')}`;
  if (problems === 0) {
    return { text: '$(pass) imrlint', tooltip: `No problem in this letter${also}` };
  }
  const tooltip = `${plural(problems, 'problem')} in this letter${also}`;
  return { text: `$(${errors > 0 ? 'error' : 'warning'}) imrlint ${problems}`, tooltip };
}

/** Shows the status item for as long as the result is not disposed of. */
export function showStatus(server: Server): { dispose(): unknown }[] {
  const item = window.createStatusBarItem('imrlint.status', StatusBarAlignment.Right, 100);
  item.name = 'imrlint';
  item.command = 'imrlint.menu';
  const update = () => {
    const document = window.activeTextEditor?.document;
    const letter = document !== undefined && isLetter(document);
    const ours = letter ? languages.getDiagnostics(document.uri).filter((each) => each.source === 'imrlint') : undefined;
    const status = statusOf(server.state, ours);
    item.text = status.text;
    item.tooltip = status.tooltip;
    item.accessibilityInformation = { label: status.tooltip, role: 'button' };
    item.backgroundColor = status.alarm && new ThemeColor(`statusBarItem.${status.alarm}Background`);
    if (letter || server.state.kind === 'broken') {
      item.show();
    } else {
      item.hide();
    }
    void commands.executeCommand('setContext', 'imrlint.running', server.state.kind === 'running');
    void commands.executeCommand('setContext', 'imrlint.letter', letter && server.state.kind === 'running');
  };
  update();
  return [item, server.onDidChange(update), window.onDidChangeActiveTextEditor(update), languages.onDidChangeDiagnostics(update)];
}

/** The menu behind the status item. */
export async function showMenu(server: Server): Promise<void> {
  const { kind } = server.state;
  const item = (label: string, command: string, argument?: string) => ({ label, command, argument });
  const items: (QuickPickItem & { command: string; argument: string | undefined })[] = [
    ...(kind === 'running'
      ? [
          item('$(list-unordered) Show Problems', 'workbench.actions.view.problems'),
          item('$(wand) Fix All in This Letter', 'imrlint.fixAll'),
          item('$(checklist) Show Overview', 'imrlint.overview.focus'),
          item('$(folder) Lint Folder', 'imrlint.lintFolder'),
        ]
      : []),
    ...(kind === 'off'
      ? [item('$(play) Turn On', 'imrlint.turnOn')]
      : [item('$(debug-restart) Restart Server', 'imrlint.restart'), item('$(circle-slash) Turn Off', 'imrlint.turnOff')]),
    item('$(output) Show Output', 'imrlint.showOutput'),
    item('$(gear) Open Settings', 'workbench.action.openSettings', '@ext:imrlint.imrlint'),
  ];
  const title = server.state.kind === 'broken' ? server.state.reason : 'imrlint';
  const chosen = await window.showQuickPick(items, { title, placeHolder: 'What to do' });
  if (chosen) {
    await commands.executeCommand(chosen.command, ...(chosen.argument === undefined ? [] : [chosen.argument]));
  }
}
