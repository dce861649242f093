/** The settings for the server: those that somebody has set, so that `imrlint.toml` decides about the others. */

import { type ConfigurationScope, ConfigurationTarget, workspace } from 'vscode';

/** The keys of `imrlint.toml` that the editor mirrors, as the editor spells them, where that file is, and how long the server waits. */
export const KEYS = [
  'config',
  'profile',
  'profiles',
  'audience',
  'identifiers',
  'marker',
  'draft',
  'final',
  'template',
  'templates',
  'include',
  'exclude',
  'placeholders',
  'guidelines',
  'baseline',
  'select',
  'extendSelect',
  'ignore',
  'severity',
  'maxFileSize',
  'debounce',
] as const;

/** What is set for a place. */
export function settingsFor(scope?: ConfigurationScope): Record<string, unknown> {
  const configuration = workspace.getConfiguration('imrlint', scope);
  const set: Record<string, unknown> = {};
  for (const key of KEYS) {
    const value = configuration.inspect(key);
    const given = value?.workspaceFolderValue ?? value?.workspaceValue ?? value?.globalValue;
    if (given !== undefined) {
      set[key] = configuration.get(key);
    }
  }
  return set;
}

/** Turns linting on or off: for the workspace where that is what was set, else for the user. */
export async function turn(on: boolean): Promise<void> {
  const configuration = workspace.getConfiguration('imrlint');
  const here = configuration.inspect('enable')?.workspaceValue !== undefined;
  await configuration.update('enable', on, here ? ConfigurationTarget.Workspace : ConfigurationTarget.Global);
}
