import { once } from 'node:events';
import http from 'node:http';
import { baseUrl } from './settings.mjs';

/**
 * A line to the server that can be cut, as when the router of a shop fails: the browser believes that it has a network, and nobody answers.
 * What goes through it comes to the server as from its own address.
 */
export async function openLine() {
  const sockets = new Set();
  const target = new URL(baseUrl);
  let isCut = false;
  const server = http.createServer((request, response) => {
    const headers = { ...request.headers, host: target.host };
    if (headers.origin) headers.origin = target.origin;
    const { method, url: path } = request;
    const onward = http.request({ host: target.hostname, port: target.port, method, path, headers }, (answer) => {
      response.writeHead(answer.statusCode, answer.headers);
      answer.pipe(response);
    });
    onward.on('error', () => response.destroy());
    response.on('close', () => onward.destroy());
    request.pipe(onward);
  });
  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    if (isCut) socket.destroy();
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://localhost:${server.address().port}`,
    cut() {
      isCut = true;
      for (const socket of sockets) socket.destroy();
    },
    mend() {
      isCut = false;
    },
    close() {
      this.cut();
      server.close();
    },
  };
}
