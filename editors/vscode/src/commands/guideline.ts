/** Imports a guideline's official document, so that its pages count as verified from then on. */

import { ProgressLocation, window } from 'vscode';

import { runBinary } from '../binary';
import type { Server } from '../server';

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
  const said = await window.withProgress(progress, () => runBinary(binary, ['guideline', 'import', guideline.label, file.fsPath]));
  await server.restart();
  void window.showInformationMessage(`${guideline.label} is imported.`, { detail: said });
}
