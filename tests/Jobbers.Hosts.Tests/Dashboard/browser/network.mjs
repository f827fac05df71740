// What lies between a browser and its manager, for a test to break: a proxy that can be cut, or can let streams fall silent as a lost peer does.
import { createServer, request as ask } from 'node:http';

export async function join(manager) {
  let isCut = false, opened = 0;
  const streams = new Set();

  const server = createServer((request, answer) => {
    if (isCut) return request.socket.destroy();
    const onward = ask(new URL(request.url, manager), { method: request.method, headers: request.headers }, reply => {
      answer.writeHead(reply.statusCode, reply.headers);
      reply.pipe(answer);
      if (request.url !== '/events') return;
      opened++;
      streams.add({ reply, answer });
    });
    // Either side may go at any time: then the other one goes too.
    onward.on('error', () => answer.destroy());
    answer.on('error', () => onward.destroy());
    answer.on('close', () => onward.destroy());
    request.pipe(onward);
  });
  await new Promise(resolve => server.listen(0, '127.0.0.1', resolve));
  server.unref();

  return {
    url: `http://127.0.0.1:${server.address().port}`,
    /** How many event streams there were so far. */
    streams: () => opened,
    /** Ends every connection, and refuses new ones. */
    cut: () => { isCut = true; server.closeAllConnections(); },
    mend: () => { isCut = false; },
    /** The streams of now stay open, and nothing comes through them any more; what is opened later works. */
    silence: () => { for (const { reply, answer } of streams) { reply.unpipe(answer); reply.resume(); } },
  };
}
