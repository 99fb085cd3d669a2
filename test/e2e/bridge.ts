import { randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import type { Frame, Page } from 'playwright-core';
import type { BridgeRequest, BridgeResult } from './suite/bridge.ts';

export interface Bridge {
  /** Where the suite posts its requests. */
  readonly url: string;
  close(): void;
}

/**
 * The suite's line to the window that it runs in: the extension host can neither see nor press what is drawn. A request is a
 * BridgeRequest as JSON; the answer says `ok` and a value, or an error.
 */
export async function startBridge(findPage: () => Promise<Page>): Promise<Bridge> {
  const secret = `/${randomUUID()}`;
  const complaints: string[] = [];
  let watched: Page | undefined;
  async function page(): Promise<Page> {
    const current = await findPage();
    if (watched !== current) {
      watched = current;
      current.on('console', (message) => {
        if (/content security policy|refused to/i.test(message.text())) complaints.push(message.text());
      });
    }
    return current;
  }
  const server = createServer((request, response) => {
    let text = '';
    request.on('data', (bytes) => (text += String(bytes)));
    request.on('end', async () => {
      let result: BridgeResult;
      try {
        if (request.url !== secret) throw new Error('unknown address');
        result = { ok: true, value: await perform(await page(), JSON.parse(text) as BridgeRequest, complaints) };
      } catch (error) {
        result = { ok: false, error: String(error) };
      }
      response.end(JSON.stringify(result));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = address !== null && typeof address === 'object' ? address.port : 0;
  return { url: `http://127.0.0.1:${port}${secret}`, close: () => void server.close() };
}

async function perform(page: Page, request: BridgeRequest, complaints: readonly string[]): Promise<unknown> {
  switch (request.do) {
    case 'screenshot':
      // The pointer would light up whatever it happens to lie on.
      await page.mouse.move(0, 0);
      await page.screenshot({ path: request.file, animations: 'disabled' });
      return null;
    case 'keys':
      await page.keyboard.press(request.keys);
      return null;
    case 'complaints':
      return complaints;
    case 'resize':
      await page.setViewportSize({ width: request.width, height: request.height });
      return null;
    default:
      return act(page, request);
  }
}

async function act(page: Page, request: Extract<BridgeRequest, { do: 'element' }>): Promise<unknown> {
  const deadline = Date.now() + (request.timeout ?? 15_000);
  for (;;) {
    for (const frame of request.where === 'workbench' ? [page.mainFrame()] : page.frames().filter((frame) => frame !== page.mainFrame())) {
      const answer = await actInFrame(frame, request);
      if (answer !== undefined) return answer;
    }
    if (request.action === 'count') return 0;
    if (Date.now() > deadline) throw new Error(`No ${request.where} frame shows ${request.selector}`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

/** Undefined where the frame does not show the element. */
async function actInFrame(frame: Frame, request: Extract<BridgeRequest, { do: 'element' }>): Promise<unknown> {
  const all = frame.locator(request.selector);
  const count = await all.count().catch(() => 0);
  if (count === 0) return undefined;
  const element = all.first();
  switch (request.action) {
    case 'count':
      return count;
    case 'click':
      await element.click({ timeout: 5000 });
      return true;
    case 'text':
      return (await all.allInnerTexts()).join('\n');
    case 'fill':
      await element.fill(request.value ?? '');
      return true;
    case 'enabled':
      return element.evaluate((node) => !node.matches('[disabled], :disabled'));
    case 'overflow':
      return element.evaluate((node) => node.scrollWidth - node.clientWidth);
  }
}
