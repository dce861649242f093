/** The settings for the server: those that somebody has set, so that `imrlint.toml` decides about the others. */

import { type ConfigurationScope, workspace } from 'vscode';

/** The keys of `imrlint.toml` that the editor mirrors, as the editor spells them. */
const KEYS = ['profile', 'audience', 'draft', 'select', 'extendSelect', 'ignore', 'severity'] as const;

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
