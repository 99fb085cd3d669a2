import type { Listening } from './courier.ts';
import { createCourier } from './local.ts';
import { type Request, type Response, readRequest, toWireError } from './messages.ts';

/**
 * The courier's process: answers what its parent asks, and ends with it. A client library that throws where nobody can catch
 * ends this process, not the editor.
 */
function main(): void {
  const courier = createCourier();
  const cancels = new Map<number, AbortController>();
  const listenings = new Map<number, Listening>();

  const tell = (response: Response): void => {
    // The parent may be gone at any moment; then there is nobody to tell.
    if (process.connected) process.send?.(response, () => {});
  };

  const answer = async (request: Request, signal: AbortSignal): Promise<unknown> => {
    switch (request.kind) {
      case 'transports':
        return courier.transports();
      case 'send':
        return courier.send(request.request, signal);
      case 'probe':
        return courier.probe(request.connection, signal);
      case 'embeddedBroker':
        return courier.embeddedBroker();
      case 'listen': {
        const { id } = request;
        const listening = await courier.listen(request.request, (arrival) => tell({ kind: 'arrival', id, arrival }), signal);
        listenings.set(id, listening);
        listening.ended.then((words) => {
          listenings.delete(id);
          tell({ kind: 'ended', id, ...(words === undefined ? {} : { words }) });
        });
        return listening.address;
      }
      case 'stop':
        return listenings.get(request.listener)?.stop();
      case 'close':
        return courier.close();
      case 'cancel':
        return undefined;
    }
  };

  process.on('message', (message) => {
    const request = readRequest(message);
    if (!request) return;
    if (request.kind === 'cancel') {
      cancels.get(request.id)?.abort();
      return;
    }
    const cancel = new AbortController();
    cancels.set(request.id, cancel);
    answer(request, cancel.signal)
      .then(
        (value) => tell({ kind: 'done', id: request.id, value }),
        (error) => tell({ kind: 'failed', id: request.id, error: toWireError(error) }),
      )
      .finally(() => cancels.delete(request.id));
  });
  process.on('disconnect', () => process.exit(0));
  tell({ kind: 'ready', id: 0 });
}

main();
