/** A text that looks like a guideline's official document, which is not ours to keep: every topic where the index has it. */

import { execFileSync } from 'node:child_process';
import { join } from 'node:path';

interface Entry {
  readonly title: string;
  readonly rows: readonly { readonly label: string; readonly values: readonly string[] }[];
}

/** The pages of an edition, with form feeds between them. */
export function guidelineText(edition: string, pages: number): string {
  const args = ['guideline', 'show', edition, '--output-format', 'json'];
  const shown = execFileSync(join(__dirname, '../../bin/imrlint'), args, { encoding: 'utf8' });
  const [guideline, ...topics] = JSON.parse(shown) as [Entry, ...Entry[]];
  const filler = (page: number) => `Some words stand here so that sheet ${page} is not empty, and they say nothing at all.`;
  const sheets = Array.from({ length: pages }, (_, n) => {
    const headings = topics.filter((topic) => firstPage(topic) === n + 1).flatMap(({ title }) => [title, filler(n + 1)]);
    return [guideline.title, filler(n + 1), ...headings, `Page ${n + 1} of ${pages}`].join('\n');
  });
  return sheets.join('\f');
}

function firstPage({ rows }: Entry): number {
  const where = rows.find(({ label }) => label === 'Where')?.values[0] ?? '';
  return Number(/^pages? (\d+)/.exec(where)?.[1]);
}
