/** Which files are letters, and how the editor treats them. */

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import {
  commands,
  type CompletionList,
  ConfigurationTarget,
  Disposable,
  EventEmitter,
  extensions,
  type FileChangeEvent,
  FileSystemError,
  type FileSystemProvider,
  FileType,
  languages,
  Position,
  Uri,
  window,
  workspace,
  WorkspaceEdit,
} from 'vscode';

import { isLetter, readsLikeALetter } from '../../src/language';
import { KEYS, settingsFor } from '../../src/settings';
import { eventually, extension, file, languageNow, shown, written } from './files';
import { FOLDER } from './own';

async function languageOf(name: string, text: string): Promise<string> {
  return (await written(name, text)).languageId;
}

/** What makes sense in files only: other files, and settings for some letters. */
const ONLY_IN_FILES = ['extend', 'overrides'];
/** What the server takes from editors only. */
const OF_THE_SERVER = ['config', 'debounce'];
/** What the extension keeps to itself. */
const OF_THE_EXTENSION = ['enable', 'path', 'recogniseTextFiles'];

/** What the manifest contributes. */
interface Contributions {
  readonly commands: readonly { readonly command: string }[];
  readonly configuration: { readonly properties: object };
  readonly snippets: readonly { readonly path: string }[];
}

function contributions(): Contributions {
  const { contributes } = extensions.getExtension('imrlint.imrlint')?.packageJSON as { contributes: Contributions };
  return contributes;
}

/** A file system of one text that nobody can change. */
function earlier(text: Uint8Array): FileSystemProvider {
  const never = () => {
    throw FileSystemError.NoPermissions();
  };
  return {
    onDidChangeFile: new EventEmitter<FileChangeEvent[]>().event,
    watch: () => new Disposable(() => undefined),
    stat: () => ({ type: FileType.File, ctime: 0, mtime: 0, size: text.length }),
    readFile: () => text,
    readDirectory: () => [],
    createDirectory: never,
    writeFile: never,
    delete: never,
    rename: never,
  };
}

export const tests = {
  'names tell letters and templates': async () => {
    assert.equal(await languageOf('x.imr', ''), 'imr-letter');
    assert.equal(await languageOf('x.imr.txt', ''), 'imr-letter');
    assert.equal(await languageOf('x.imrt', ''), 'imr-template');
  },

  'the first line tells a letter where the name does not': async () => {
    assert.equal(await languageOf('letter', 'Case Number:     CM17-0990017\n'), 'imr-letter');
    assert.equal(await languageOf('other', 'Case closed.\n'), 'plaintext');
  },

  'the settings of a folder tell, too': async () => {
    const associations = workspace.getConfiguration('files');
    await associations.update('associations', { '*.letter': 'imr-letter' }, ConfigurationTarget.Workspace);
    try {
      assert.equal(await languageOf('x.letter', 'x'), 'imr-letter');
    } finally {
      await associations.update('associations', undefined, ConfigurationTarget.Workspace);
    }
  },

  'a recognised letter stays one when those settings change': async () => {
    await extension();
    await shown('c.txt');
    await eventually(() => languageNow('c.txt') === 'imr-letter');
    const associations = workspace.getConfiguration('files');
    await associations.update('associations', { '*.letter': 'imr-letter' }, ConfigurationTarget.Workspace);
    await associations.update('associations', undefined, ConfigurationTarget.Workspace);
    await eventually(() => languageNow('c.txt') === 'imr-letter');
  },

  'what imrlint.toml calls letters and templates are some': async () => {
    await extension();
    await written('drafts/new.txt', 'To be written.\n');
    await eventually(() => languageNow('drafts/new.txt') === 'imr-letter');
    await written('masters/new.txt', 'To be written.\n');
    await eventually(() => languageNow('masters/new.txt') === 'imr-template');
  },

  'a text file is a letter when it reads like one, until somebody calls it plain text': async () => {
    await extension();
    const text = await shown('b.txt');
    await eventually(() => languageNow('b.txt') === 'imr-letter');
    await languages.setTextDocumentLanguage(text, 'plaintext');
    await shown('c.txt');
    await eventually(() => languageNow('c.txt') === 'imr-letter');
    assert.equal(languageNow('b.txt'), 'plaintext');
  },

  'a letter that is pasted into a new file is one': async () => {
    await extension();
    const letter = (await shown('c.txt')).getText();
    const pasted = await workspace.openTextDocument({ language: 'plaintext', content: '' });
    const edit = new WorkspaceEdit();
    edit.insert(pasted.uri, new Position(0, 0), letter);
    await workspace.applyEdit(edit);
    await eventually(() => pasted.languageId === 'imr-letter');
  },

  'what a changed imrlint.toml calls letters are some from then on': async () => {
    await extension();
    await written('later/imrlint.toml', '');
    await written('later/new.md', 'To be written.\n');
    await workspace.fs.writeFile(file('later/imrlint.toml'), Buffer.from("include = ['*.md']\n"));
    await eventually(() => languageNow('later/new.md') === 'imr-letter');
  },

  'an earlier version of a letter is not linted beside it': async () => {
    const { current } = await extension();
    const text = await workspace.fs.readFile(file('a.imr'));
    const uri = Uri.parse('past:/a.imr');
    const provider = workspace.registerFileSystemProvider('past', earlier(text), { isReadonly: true });
    try {
      const past = await window.showTextDocument(uri);
      assert.equal(past.document.languageId, 'imr-letter');
      await shown('a.imr');
      await eventually(() => current.standing.kind === 'checked');
      const { letters } = await commands.executeCommand<{ letters: number }>('imrlint.server.status');
      const open = workspace.textDocuments.filter(isLetter);
      assert.equal(letters, open.length);
      assert.ok(!open.some((letter) => letter.uri.scheme === 'past'));
    } finally {
      provider.dispose();
    }
  },

  'titles tell a letter, and words that only look like them do not': () => {
    assert.equal(readsLikeALetter('Clinical Case Summary:\nx\nMAXIMUS guideline: y\n'), true);
    assert.equal(readsLikeALetter('the clinical case summary\nto be written under a MAXIMUS guideline\n'), false);
  },

  'a letter of a virtual folder is linted': async () => {
    await extension();
    const text = Buffer.from(await workspace.fs.readFile(file('a.imr'))).toString();
    const provider = workspace.registerTextDocumentContentProvider('elsewhere', { provideTextDocumentContent: () => text });
    try {
      const uri = Uri.parse('elsewhere:/letters/draft.imr');
      await window.showTextDocument(uri);
      const found = await eventually(() => languages.getDiagnostics(uri).find(({ source }) => source === 'imrlint'));
      assert.match(found.message, /CLINICAL CASE SUMMARY/);
    } finally {
      provider.dispose();
    }
  },

  'a drug with its strength is one word': async () => {
    const letter = await workspace.openTextDocument({ language: 'imr-letter', content: 'Norco 5/325mg #60, 7.5mg' });
    const wordAt = (column: number) => {
      const range = letter.getWordRangeAtPosition(letter.positionAt(column));
      return range && letter.getText(range);
    };
    assert.deepEqual([wordAt(1), wordAt(8), wordAt(20)], ['Norco', '5/325mg', '7.5mg']);
  },

  'a branch of a template folds': async () => {
    const template = await workspace.openTextDocument({ language: 'imr-template', content: '{% if x %}\nYes.\n{% endif %}\n' });
    await window.showTextDocument(template);
    await extension();
    const folds = await commands.executeCommand<{ start: number; end: number }[]>('vscode.executeFoldingRangeProvider', template.uri);
    assert.deepEqual(
      folds.map(({ start, end }) => [start, end]),
      [[0, 2]],
    );
  },

  'snippets are offered by language, under names that are no words of a letter': async () => {
    const template = await workspace.openTextDocument({ language: 'imr-template', content: 'imr-for' });
    const offered = await commands.executeCommand<CompletionList>('vscode.executeCompletionItemProvider', template.uri, template.positionAt(7));
    const labels = offered.items.map((item) => (typeof item.label === 'string' ? item.label : item.label.label));
    assert.ok(labels.includes('imr-for'), labels.join());
    const prefixes = contributions().snippets.flatMap(({ path }) => {
      const snippets = JSON.parse(readFileSync(join(FOLDER, path), 'utf8')) as Record<string, { prefix: string }>;
      return Object.values(snippets).map(({ prefix }) => prefix);
    });
    assert.deepEqual(prefixes.filter((prefix) => !prefix.startsWith('imr-')), []);
  },

  'every command that the manifest names exists': async () => {
    const known = new Set(await commands.getCommands(true));
    const missing = contributions().commands.filter(({ command }) => !known.has(command));
    assert.deepEqual(missing, []);
  },

  'only settings that somebody has set are sent': async () => {
    assert.deepEqual(settingsFor(), {});
    const configuration = workspace.getConfiguration('imrlint');
    await configuration.update('extendSelect', ['R013']);
    await configuration.update('identifiers', 'safe-harbor');
    try {
      assert.deepEqual(settingsFor(), { extendSelect: ['R013'], identifiers: 'safe-harbor' });
    } finally {
      await configuration.update('extendSelect', undefined);
      await configuration.update('identifiers', undefined);
    }
  },

  'the manifest has the settings of imrlint.toml, and no others but the editor’s own': () => {
    const { properties } = JSON.parse(readFileSync(join(FOLDER, '../../docs/imrlint.schema.json'), 'utf8')) as { properties: object };
    const inFiles = Object.keys(properties).filter((name) => !ONLY_IN_FILES.includes(name));
    const camel = (name: string) => name.replace(/-(.)/g, (_, letter: string) => letter.toUpperCase());
    const expected = [...inFiles.map(camel), ...OF_THE_SERVER].sort();
    assert.deepEqual([...KEYS].sort(), expected);
    const declared = Object.keys(contributions().configuration.properties);
    assert.deepEqual(declared.sort(), [...expected, ...OF_THE_EXTENSION].map((key) => `imrlint.${key}`).sort());
  },
};
