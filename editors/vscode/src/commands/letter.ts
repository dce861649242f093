/** Commands about letters: a new one, fix all, explain, lint a folder. */

import { commands, type QuickPickItem, Uri, window, workspace } from 'vscode';

import { runBinary } from '../binary';
import { LETTER, TEMPLATE } from '../language';
import type { Server } from '../server';

/** The profiles that a new letter may have. */
const PROFILES: (QuickPickItem & { profile: string })[] = [
  { label: '2018 and later', description: 'latest', profile: '2018' },
  { label: '2016 to 2017', profile: '2016' },
  { label: '2015', profile: '2015' },
  { label: '2014', profile: '2014' },
  { label: '2013', profile: '2013' },
];

/** Opens a new letter or template of a profile, as `imrlint new` writes it. */
export async function newLetter(server: Server): Promise<void> {
  const profile = await window.showQuickPick(PROFILES, { title: 'New Letter', placeHolder: 'For a decision of which year?' });
  if (!profile) {
    return;
  }
  const kinds = [
    { label: 'Letter', language: LETTER, flags: [] },
    { label: 'Template', description: 'with placeholders, for a mail merge', language: TEMPLATE, flags: ['--template'] },
  ];
  const kind = await window.showQuickPick(kinds, { title: 'New Letter' });
  if (!kind) {
    return;
  }
  const content = await runBinary(server.binary(), ['new', '--profile', profile.profile, ...kind.flags]);
  await window.showTextDocument(await workspace.openTextDocument({ language: kind.language, content }));
}

/** Applies every fix that cannot change what the letter says. */
export async function fixAll(): Promise<void> {
  await commands.executeCommand('editor.action.codeAction', { kind: 'source.fixAll.imrlint', apply: 'first' });
}

/** Shows the card of what is under the cursor, and puts the focus into it for the keyboard and screen readers. */
export async function explainCitation(): Promise<void> {
  await commands.executeCommand('editor.action.showHover', { focus: 'autoFocusImmediately' });
}

interface Finding {
  readonly code: string;
  readonly severity: string;
  readonly filename: string;
}

/** Lints a folder and shows what is found in all its letters, open or not. */
export async function lintFolder(server: Server, given?: unknown): Promise<void> {
  const folder = given instanceof Uri ? given : workspace.workspaceFolders?.[0]?.uri;
  if (!folder) {
    void window.showInformationMessage('Open a folder of letters first.');
    return;
  }
  const args = ['check', '--output-format', 'json', '--quiet', '--exit-zero', '--allow-empty', folder.fsPath];
  const findings = JSON.parse(await runBinary(server.binary(), args)) as Finding[];
  const problems = findings.filter((found) => found.severity === 'error' || found.severity === 'warning');
  await commands.executeCommand('workbench.actions.view.problems');
  const letters = new Set(problems.map((found) => found.filename)).size;
  void window.showInformationMessage(
    problems.length === 0 ? 'No problem in this folder’s letters.' : `${problems.length} problems in ${letters} letters.`,
  );
}
