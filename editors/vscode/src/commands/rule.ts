/** The page of a rule, as `imrlint explain` prints it, in the editor's Markdown preview. */

import { commands, type Diagnostic, languages, type TextDocumentContentProvider, Uri, window } from 'vscode';

import { runBinary } from '../binary';
import type { Server } from '../server';

/** The scheme of the pages' addresses. */
export const RULE_PAGES = 'imrlint-rule';

/** Prints the pages. */
export function rulePages(server: Server): TextDocumentContentProvider {
  return { provideTextDocumentContent: (uri) => pageOf(server, codeOf(uri)) };
}

function pageOf(server: Server, code: string): Promise<string> {
  return runBinary(server.binary(), ['explain', '--output-format', 'markdown', code]);
}

function codeOf(uri: Uri): string {
  return uri.path.replace(/^\//, '').replace(/\.md$/, '');
}

/** Opens the page of a rule: the one given, that of the finding under the cursor, or the one that is asked for. */
export async function openRule(server: Server, given?: unknown): Promise<void> {
  const code = (typeof given === 'string' ? given : (codeUnderCursor() ?? (await ask())))?.trim();
  if (code !== undefined && code !== '') {
    // There may be no such rule: better a message that says so than a page that does not open.
    await pageOf(server, code);
    await commands.executeCommand('markdown.showPreview', Uri.from({ scheme: RULE_PAGES, path: `/${code}.md` }));
  }
}

function codeUnderCursor(): string | undefined {
  const editor = window.activeTextEditor;
  if (!editor) {
    return undefined;
  }
  const here = languages.getDiagnostics(editor.document.uri).filter((found) => found.source === 'imrlint');
  const found = here.find((each) => each.range.contains(editor.selection.active));
  return found && ruleOf(found);
}

/** The code of the rule that made a finding. */
export function ruleOf(found: Diagnostic): string | undefined {
  const code = typeof found.code === 'object' ? found.code.value : found.code;
  return code === undefined ? undefined : String(code);
}

function ask(): Thenable<string | undefined> {
  return window.showInputBox({ title: 'Open Rule’s Page', prompt: 'The code or name of a rule', placeHolder: 'S001' });
}
