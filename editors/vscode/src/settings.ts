/** The settings for the server: those that somebody has set, so that `imrlint.toml` decides about the others. */

import { type ConfigurationScope, ConfigurationTarget, workspace } from 'vscode';

/** The keys of `imrlint.toml` that the editor mirrors, as the editor spells them, and where that file is. */
export const KEYS = ['config', 'profile', 'audience', 'identifiers', 'marker', 'draft', 'placeholders', 'select', 'extendSelect', 'ignore', 'severity'] as const;

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
