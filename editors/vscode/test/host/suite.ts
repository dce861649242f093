/** Runs every test of this folder in the extension host, and says of each how it went. */

import Mocha from 'mocha';

import * as binary from './binary';
import * as current from './current';
import * as language from './language';
import * as letter from './letter';
import * as logs from './logs';
import * as overview from './overview';
import * as server from './server';
import * as status from './status';

const SUITES = { binary, current, language, letter, logs, overview, server, status };

export function run(): Promise<void> {
  const mocha = new Mocha({ timeout: 60_000, reporter: 'min' });
  for (const [name, { tests }] of Object.entries(SUITES)) {
    const suite = Mocha.Suite.create(mocha.suite, name);
    for (const [title, test] of Object.entries(tests)) {
      suite.addTest(new Mocha.Test(title, test));
    }
  }
  return new Promise((resolve, reject) => {
    const runner = mocha.run((failures) => {
      if (failures === 0) {
        resolve();
      } else {
        reject(new Error(`${failures} tests failed`));
      }
    });
    runner.on('pass', (test) => {
      console.log(`PASSED ${test.fullTitle()}`);
    });
    runner.on('fail', (test, error: unknown) => {
      console.log(`FAILED ${test.fullTitle()}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
    });
  });
}
