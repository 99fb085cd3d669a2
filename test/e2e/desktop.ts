import { chromium, type Page } from 'playwright-core';
import { type Bridge, startBridge } from './bridge.ts';

/** The bridge to a desktop VS Code that was, or will be, started with this `--remote-debugging-port`. */
export async function startDesktopBridge(port: number): Promise<Bridge> {
  let page: Page | undefined;
  return startBridge(async () => {
    page ??= await workbench(port);
    return page;
  });
}

async function workbench(port: number): Promise<Page> {
  const browser = await chromium.connectOverCDP(`http://127.0.0.1:${port}`);
  const pages = browser.contexts().flatMap((context) => context.pages());
  const found = pages.find((page) => page.url().includes('workbench'));
  if (found === undefined) throw new Error(`no workbench among ${pages.map((page) => page.url()).join(', ')}`);
  return found;
}
