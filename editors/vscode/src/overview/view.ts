/** The overview in the side bar. It follows the letter before the user, and keeps up while they write. */

import { Disposable, EventEmitter, ThemeColor, ThemeIcon, type TreeDataProvider, TreeItem, TreeItemCollapsibleState, type Uri, window } from 'vscode';

import type { CurrentLetter } from '../current';
import type { Server } from '../server';
import { type Mark, type Node, nodes } from './nodes';

const ICONS: Record<Mark, ThemeIcon> = {
  fine: new ThemeIcon('pass', new ThemeColor('testing.iconPassed')),
  warning: new ThemeIcon('warning', new ThemeColor('list.warningForeground')),
  error: new ThemeIcon('error', new ThemeColor('list.errorForeground')),
  citation: new ThemeIcon('book'),
};
const SAID: Record<Mark, string> = { fine: '', warning: 'warning, ', error: 'error, ', citation: 'cites ' };

/** Shows the overview for as long as the result is not disposed of. */
export function showOverview(server: Server, current: CurrentLetter): Disposable {
  const changed = new EventEmitter<undefined>();
  let letter: Uri | undefined;
  let shown: readonly Node[] = [];

  const provider: TreeDataProvider<Node> = {
    onDidChangeTreeData: changed.event,
    getChildren: (node) => [...(node?.children ?? shown)],
    getTreeItem: (node) => treeItem(server, letter, node),
  };
  const view = window.createTreeView('imrlint.overview', { treeDataProvider: provider, showCollapseAll: true });

  const refresh = () => {
    const { standing, uri } = current;
    // What the same letter showed stays until there is something new to show.
    if (standing.kind === 'waiting' && server.state.kind !== 'off' && server.state.kind !== 'broken' && uri?.toString() === letter?.toString()) {
      return;
    }
    const before = JSON.stringify([letter, shown]);
    letter = uri;
    shown = standing.kind === 'checked' ? nodes(standing.overview) : [];
    if (JSON.stringify([letter, shown]) !== before) {
      changed.fire(undefined);
    }
  };
  refresh();
  return Disposable.from(view, changed, current.onDidChange(refresh));
}

/** What a screen reader says: the mark, which others see by its colour and form, comes first. */
export function spoken(node: Node): string {
  return SAID[node.mark] + [node.label, node.description].filter((part) => part !== undefined).join(', ');
}

function treeItem(server: Server, letter: Uri | undefined, node: Node): TreeItem {
  const state = node.open ? TreeItemCollapsibleState.Expanded : TreeItemCollapsibleState.Collapsed;
  const item = new TreeItem(node.label, node.children.length === 0 ? TreeItemCollapsibleState.None : state);
  item.id = node.id;
  item.iconPath = ICONS[node.mark];
  item.tooltip = node.label;
  item.accessibilityInformation = { label: spoken(node) };
  if (node.description !== undefined) {
    item.description = node.description;
  }
  const selection = node.range && server.client?.protocol2CodeConverter.asRange(node.range);
  if (letter !== undefined && selection !== undefined) {
    item.command = { command: 'vscode.open', title: 'Go There', arguments: [letter, { selection }] };
  }
  return item;
}
