/** The courier's process with a fault: it ends in the middle of a send to the topic `die`. */
process.on('message', (message: { kind?: string; request?: { target?: { topic?: string } } }) => {
  if (message.kind === 'send' && message.request?.target?.topic === 'die') setTimeout(() => process.kill(process.pid, 'SIGKILL'), 20);
});
await import('./process.ts');

export {};
