import { type Bench, conforms } from '../../client/src/transports/conformance.testing.ts';
import { inProcess } from '../../client/src/transports/in-process.ts';

conforms('in-process', await bench());

async function bench(): Promise<Bench> {
  let count = 0;
  return {
    transport: inProcess(),
    settings: {},
    route: async () => {
      const topic = `orders.${++count}`;
      return { target: { topic }, source: { topic } };
    },
    unroutable: { target: { topic: 'nobody' }, state: 'failed', words: /Nobody listens on "nobody"/ },
    connects: true,
    server: /in-process/,
  };
}
