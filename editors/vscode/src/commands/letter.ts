/** Commands about letters: a new one, fix all, explain, lint a folder. */

import { commands, type QuickPickItem, Uri, window, workspace } from 'vscode';
import { type Diagnostic, DiagnosticSeverity, WorkspaceDiagnosticRequest } from 'vscode-languageclient/node';

import { runBinary } from '../binary';
import { LETTER, TEMPLATE } from '../language';
import type { Server } from '../server';
import { plural } from '../words';

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

/** Lints a folder and tells what is found in all its letters, open or not, under the settings of the editor. */
export async function lintFolder(server: Server, given?: unknown): Promise<void> {
  const folder = given instanceof Uri ? given : await askForFolder();
  const { client } = server;
  if (!folder || !client) {
    return;
  }
  const answer = await client.sendRequest(WorkspaceDiagnosticRequest.type, { previousResultIds: [] });
  const below = answer.items.filter(({ uri }) => client.protocol2CodeConverter.asUri(uri).path.startsWith(`${folder.path}/`));
  const counts = below.map((letter) => (letter.kind === 'full' ? letter.items.filter(isProblem).length : 0));
  await commands.executeCommand('workbench.actions.view.problems');
  void window.showInformationMessage(resultOf(counts));
}

/** The one folder that is open, or the one that is chosen. */
async function askForFolder(): Promise<Uri | undefined> {
  const folders = workspace.workspaceFolders ?? [];
  if (folders.length === 0) {
    void window.showInformationMessage('Open a folder of letters first.');
  }
  return folders.length > 1 ? (await window.showWorkspaceFolderPick())?.uri : folders[0]?.uri;
}

function isProblem({ severity }: Diagnostic): boolean {
  return severity === DiagnosticSeverity.Error || severity === DiagnosticSeverity.Warning;
}

/** What to say of a folder, by the problems of each letter. */
export function resultOf(counts: readonly number[]): string {
  if (counts.length === 0) {
    return 'There is no letter in this folder.';
  }
  const problems = counts.reduce((sum, count) => sum + count, 0);
  if (problems === 0) {
    return `No problem in ${plural(counts.length, 'letter')}.`;
  }
  const letters = counts.filter((count) => count > 0).length;
  return `${plural(problems, 'problem')} in ${letters} of ${plural(counts.length, 'letter')}.`;
}
