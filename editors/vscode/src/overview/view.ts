/** The overview in the side bar. It follows the letter before the user, and keeps up while they write. */

import { Disposable, EventEmitter, ThemeColor, ThemeIcon, type TreeDataProvider, TreeItem, TreeItemCollapsibleState, type Uri, window } from 'vscode';

import { isLetter } from '../language';
import type { Server } from '../server';
import { type Mark, type Node, nodes, summary } from './nodes';
import { type Overview, overviewChanged, overviewRequest } from './protocol';

const ICONS: Record<Mark, ThemeIcon> = {
  fine: new ThemeIcon('pass', new ThemeColor('testing.iconPassed')),
  warning: new ThemeIcon('warning', new ThemeColor('list.warningForeground')),
  error: new ThemeIcon('error', new ThemeColor('list.errorForeground')),
  citation: new ThemeIcon('book'),
};
const SAID: Record<Mark, string> = { fine: '', warning: 'warning, ', error: 'error, ', citation: 'cites ' };

/** Shows the overview for as long as the result is not disposed of. */
export function showOverview(server: Server): Disposable {
  const changed = new EventEmitter<undefined>();
  let letter: Uri | undefined;
  let shown: readonly Node[] = [];
  let asked = 0;

  const provider: TreeDataProvider<Node> = {
    onDidChangeTreeData: changed.event,
    getChildren: (node) => [...(node?.children ?? shown)],
    getTreeItem: (node) => treeItem(server, letter, node),
  };
  const view = window.createTreeView('imrlint.overview', { treeDataProvider: provider, showCollapseAll: true });

  const show = (overview: Overview | null) => {
    shown = overview === null ? [] : nodes(overview);
    view.description = overview === null ? '' : summary(overview);
    changed.fire(undefined);
  };
  const refresh = async () => {
    const turn = (asked += 1);
    const document = window.activeTextEditor?.document;
    if (document === undefined && window.visibleTextEditors.some((editor) => editor.document.uri.toString() === letter?.toString())) {
      return;
    }
    letter = document !== undefined && isLetter(document) ? document.uri : undefined;
    const overview = letter === undefined ? null : await ask(server, letter);
    if (turn === asked && overview !== undefined) {
      show(overview);
    }
  };

  let listening: Disposable | undefined;
  const listen = () => {
    listening?.dispose();
    listening = server.client?.onNotification(overviewChanged, ({ uri }) => {
      if (uri === letter?.toString()) {
        void refresh();
      }
    });
    void refresh();
  };
  listen();
  const stop = new Disposable(() => {
    listening?.dispose();
  });
  return Disposable.from(view, changed, server.onDidChange(listen), window.onDidChangeActiveTextEditor(refresh), stop);
}

/** The overview of a letter; `undefined` when the server dropped the question, because the letter changed meanwhile: it is asked again soon. */
async function ask(server: Server, letter: Uri): Promise<Overview | null | undefined> {
  const { client } = server;
  if (client === undefined) {
    return null;
  }
  const uri = client.code2ProtocolConverter.asUri(letter);
  try {
    return await client.sendRequest(overviewRequest, { textDocument: { uri } });
  } catch {
    return undefined;
  }
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
