import path from 'node:path';
import { parseArgs } from 'node:util';
import { chromium, type Page } from 'playwright-core';
import { startCodeServer } from '../../../scripts/vscode/code-server.ts';
import { startBridge } from '../bridge.ts';
import { findChromium } from '../chromium.ts';

/**
 * Stands in for the executable of a desktop VS Code that runs an extension's tests: it takes the same flags, and shows
 * code-server in a headless browser. Started by `runTests` of @vscode/test-electron; ends with the code of the suite.
 */
async function main(): Promise<number> {
  const { values, positionals } = parseArgs({
    strict: false,
    allowPositionals: true,
    options: {
      extensionDevelopmentPath: { type: 'string' },
      extensionTestsPath: { type: 'string' },
      'user-data-dir': { type: 'string' },
      'extensions-dir': { type: 'string' },
      'disable-workspace-trust': { type: 'boolean' },
    },
  });
  const [folder] = positionals;
  const text = (name: string) => String(values[name] ?? '');
  if (folder === undefined) throw new Error('a folder to open is needed');

  const browser = await chromium.launch({ executablePath: findChromium(), args: browserFlags });
  const page = await browser.newPage({ viewport: { width: 1400, height: 900 } });
  const bridge = await startBridge(async () => page);
  const server = await startCodeServer({
    data: text('user-data-dir'),
    extensions: text('extensions-dir'),
    trust: values['disable-workspace-trust'] !== true,
    testDriver: true,
    env: { E2E_BRIDGE: bridge.url },
  }).catch(async (error: unknown) => {
    bridge.close();
    await browser.close();
    throw error;
  });
  const stop = async () => {
    bridge.close();
    await browser.close();
    await server.stop();
  };
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void stop().finally(() => process.exit(130)));
  try {
    const suite = await watchSuite(page, server.ended);
    const remote = (file: string) => `vscode-remote://127.0.0.1:${server.port}${path.resolve(file)}`;
    const payload = [
      ['extensionDevelopmentPath', remote(text('extensionDevelopmentPath'))],
      ['extensionTestsPath', remote(text('extensionTestsPath'))],
    ];
    await page.goto(`${server.origin}/?folder=${encodeURIComponent(path.resolve(folder))}&payload=${encodeURIComponent(JSON.stringify(payload))}`);
    return await suite.code;
  } finally {
    await stop();
  }
}

const browserFlags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** What the workbench says of itself in every run. */
const chatter =
  /^(Ignoring fetching|\[AccountPolicyGate\]|Creating a socket|Resolv(ing|ed) connection|\[reconnection-grace|Updating additional|\[Service Worker\]|\[AgentHost)/;

/** The workbench calls two functions of the page: one for each line of output, one at the end of the suite. */
async function watchSuite(page: Page, serverEnded: Promise<number | null>): Promise<{ readonly code: Promise<number> }> {
  const { promise, resolve, reject } = Promise.withResolvers<number>();
  const timer = setTimeout(() => reject(new Error('the suite did not end within 5 minutes')), 300_000);
  // A failure while the page still loads is told when the code is awaited.
  promise.catch(() => {}).finally(() => clearTimeout(timer));
  page.once('crash', () => reject(new Error('the page of the workbench crashed')));
  void serverEnded.then((code) => reject(new Error(`code-server ended with ${code}`)));
  await page.exposeFunction('codeAutomationLog', (_type: string, args: readonly unknown[]) => {
    if (!chatter.test(String(args[0]))) console.log(...args);
  });
  await page.exposeFunction('codeAutomationExit', (code: number) => resolve(code));
  return { code: promise };
}

process.exitCode = await main().catch((error: unknown) => {
  console.error(error);
  return 1;
});
