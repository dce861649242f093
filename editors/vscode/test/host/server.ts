/** The server starts, ends and starts again, whatever its process does; there is never more than one. */

import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { eventually } from './files';
import { FOLDER, withServer } from './own';

/** A folder with a binary that notes the number of each server's process, and then does what `lsp` says. */
function noting(lsp: string): { folder: string; processes: () => number[]; alive: () => number[] } {
  const folder = mkdtempSync(join(tmpdir(), 'imrlint-server-'));
  const notes = join(folder, 'processes');
  writeFileSync(notes, '');
  mkdirSync(join(folder, 'bin'));
  const script = `#!/bin/sh\n[ "$1" = lsp ] || exec ${FOLDER}/bin/imrlint "$@"\necho $$ >>${notes}\n${lsp}\n`;
  writeFileSync(join(folder, 'bin/imrlint'), script, { mode: 0o755 });
  const processes = () => readFileSync(notes, 'utf8').split('\n').filter(Boolean).map(Number);
  return { folder, processes, alive: () => processes().filter(isAlive) };
}

/** The real server, as a process of the same number. */
const REAL = `exec ${FOLDER}/bin/imrlint lsp`;
/** A server that never answers. */
const DEAF = 'exec sleep 600';

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

export const tests = {
  'a server that never answers is ended, and the user told': () => {
    const { folder, processes, alive } = noting(DEAF);
    return withServer(
      async (server) => {
        await server.restart();
        assert.match(server.state.kind === 'broken' ? server.state.reason : '', /runs, but does not answer/);
        assert.deepEqual([processes().length, alive()], [1, []]);
      },
      folder,
      1_000,
    );
  },

  'turning off and restarting do not wait for a server that never answers': () => {
    const { folder, processes, alive } = noting(DEAF);
    return withServer(async (server) => {
      void server.restart();
      await eventually(() => processes().length === 1);
      void server.restart();
      await eventually(() => processes().length === 2);
      await server.stop();
      assert.equal(server.state.kind, 'off');
      assert.deepEqual(alive(), []);
    }, folder);
  },

  'a server that ends while it starts is broken, with the reason': () => {
    const { folder } = noting('exit 1');
    return withServer(async (server) => {
      await server.restart();
      assert.match(server.state.kind === 'broken' ? server.state.reason : '', /ended while it started/);
    }, folder);
  },

  'a server that crashes comes back': () => {
    const { folder, processes, alive } = noting(REAL);
    return withServer(async (server) => {
      await server.restart();
      process.kill(processes()[0] ?? 0, 'SIGKILL');
      await eventually(() => processes().length === 2 && server.client);
      assert.deepEqual(alive(), processes().slice(1));
    }, folder);
  },

  'a restart while a crashed server comes back leaves one': () => {
    const { folder, processes, alive } = noting(REAL);
    return withServer(async (server) => {
      await server.restart();
      // The server may be back before one looks.
      const starting = new Promise<void>((resolve) => {
        server.onDidChange((state) => {
          if (state.kind === 'starting') {
            resolve();
          }
        });
      });
      process.kill(processes()[0] ?? 0, 'SIGKILL');
      await starting;
      await server.restart();
      assert.equal(server.state.kind, 'running');
      assert.deepEqual(alive(), processes().slice(-1));
    }, folder);
  },

  'a server that crashes again and again stays down, and says so': () => {
    const { folder, processes } = noting(REAL);
    return withServer(async (server) => {
      await server.restart();
      for (let ends = 1; ends <= 4; ends += 1) {
        await eventually(() => processes().length === ends && server.client);
        process.kill(processes().at(-1) ?? 0, 'SIGKILL');
      }
      const reason = await eventually(() => server.state.kind === 'broken' && server.state.reason);
      assert.match(reason, /ended again and again/);
    }, folder);
  },
};
