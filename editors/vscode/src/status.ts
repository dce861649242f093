/** The status item: how the letter stands, with a menu. */

import { commands, type QuickPickItem, StatusBarAlignment, ThemeColor, window } from 'vscode';

import type { CurrentLetter, Standing } from './current';
import { isLetter } from './language';
import type { Counts } from './overview/protocol';
import type { Server, ServerState } from './server';
import { plural } from './words';

/** What the status item says. */
export interface Status {
  readonly text: string;
  readonly tooltip: string;
  readonly alarm?: 'warning' | 'error';
}

/** What to say of a state, and of the letter before the user, by its name. */
export function statusOf(state: ServerState, standing: Standing, name = 'this letter'): Status {
  switch (state.kind) {
    case 'off':
      return { text: '$(circle-slash) imrlint', tooltip: 'imrlint is off' };
    case 'starting':
      return { text: '$(loading~spin) imrlint', tooltip: 'imrlint is starting' };
    case 'broken':
      return { text: '$(error) imrlint', tooltip: state.reason, alarm: 'error' };
    case 'running':
      return ofLetter(standing, name);
  }
}

function ofLetter(standing: Standing, name: string): Status {
  switch (standing.kind) {
    case 'none':
      return { text: 'imrlint', tooltip: 'imrlint' };
    case 'waiting':
      return { text: '$(loading~spin) imrlint', tooltip: `imrlint is checking ${name}` };
    case 'excluded':
      return { text: '$(circle-slash) imrlint', tooltip: `Not checked: the settings leave ${name} out` };
    case 'settingsBroken':
      return { text: '$(warning) imrlint', tooltip: `Not checked: ${standing.reason}`, alarm: 'warning' };
    case 'checked':
      return ofCounts(standing.overview.counts, name);
  }
}

function ofCounts({ error, warning, info, hint }: Counts, name: string): Status {
  const problems = error + warning;
  const remarks = info + hint;
  const also = remarks === 0 ? '' : `, and ${plural(remarks, 'remark')}`;
  if (problems === 0) {
    return { text: '$(pass) imrlint', tooltip: `No problem in ${name}${also}` };
  }
  const tooltip = `${plural(problems, 'problem')} in ${name}${also}`;
  return { text: `$(${error > 0 ? 'error' : 'warning'}) imrlint ${problems}`, tooltip };
}

/** Shows the status item, and tells the manifest's conditions how things stand, for as long as the result is not disposed of. */
export function showStatus(server: Server, current: CurrentLetter): { dispose(): unknown }[] {
  const item = window.createStatusBarItem('imrlint.status', StatusBarAlignment.Right, 100);
  item.name = 'imrlint';
  item.command = 'imrlint.menu';
  const told = new Map<string, unknown>();
  const tell = (condition: string, value: unknown) => {
    if (told.get(condition) !== value) {
      told.set(condition, value);
      void commands.executeCommand('setContext', condition, value);
    }
  };
  const update = () => {
    const { state } = server;
    const { standing } = current;
    const status = statusOf(state, standing, current.name);
    item.text = status.text;
    item.tooltip = status.tooltip;
    item.accessibilityInformation = { label: status.tooltip, role: 'button' };
    item.backgroundColor = status.alarm && new ThemeColor(`statusBarItem.${status.alarm}Background`);
    if (standing.kind !== 'none' || state.kind === 'broken') {
      item.show();
    } else {
      item.hide();
    }
    const active = window.activeTextEditor?.document;
    const running = state.kind === 'running';
    tell('imrlint.running', running);
    tell('imrlint.letter', running && active !== undefined && isLetter(active));
    tell('imrlint.standing', running || standing.kind === 'none' ? standing.kind : state.kind);
  };
  update();
  return [item, server.onDidChange(update), current.onDidChange(update), window.onDidChangeActiveTextEditor(update)];
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
