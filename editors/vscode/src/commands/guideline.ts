/** Imports a guideline's official document, so that its pages count as verified from then on. */

import { commands, ProgressLocation, type TextDocumentContentProvider, Uri, window } from 'vscode';

import { runBinary } from '../binary';
import type { Server } from '../server';

/** The scheme of the reports' addresses. */
export const IMPORT_REPORTS = 'imrlint-import';

/** What each import of this session said, by the path of its address. */
const said = new Map<string, string>();

/** Shows what an import said. */
export const importReports: TextDocumentContentProvider = {
  provideTextDocumentContent: ({ path }) => said.get(path) ?? '',
};

export async function importGuideline(server: Server): Promise<void> {
  const binary = server.binary();
  const guidelines = (await runBinary(binary, ['guideline', 'list'])).split('\n').filter((line) => line.trim() !== '');
  const picks = guidelines.map((line) => {
    const [id = '', ...rest] = line.trim().split(/\s{2,}/);
    return { label: id, description: rest.join(', ') };
  });
  const guideline = await window.showQuickPick(picks, { title: 'Import Guideline', placeHolder: 'Which guideline is the document?', matchOnDescription: true });
  if (!guideline) {
    return;
  }
  const files = await window.showOpenDialog({
    title: `Import ${guideline.label}`,
    openLabel: 'Import',
    filters: { 'PDF or text': ['pdf', 'txt'] },
  });
  const file = files?.[0];
  if (!file) {
    return;
  }
  const progress = { location: ProgressLocation.Notification, title: `Reading ${guideline.label}` };
  const report = await window.withProgress(progress, () => runBinary(binary, ['guideline', 'import', guideline.label, file.fsPath]));
  await server.followSettings();
  await show(`${guideline.label} is imported`, report);
}

/** Shows a report in an editor: it may be long, and people want to keep it beside the document. */
async function show(title: string, report: string): Promise<void> {
  const path = `/${title}-${said.size + 1}.log`;
  said.set(path, report);
  await commands.executeCommand('vscode.open', Uri.from({ scheme: IMPORT_REPORTS, path }), { preview: true }, title);
}
