import { createServer } from 'node:http';
import { Server } from 'socket.io';

// The yardstick of bench/live.mjs: Socket.IO alone. Whatever is posted is sent to everybody, and then answered.
const http = createServer((request, response) => {
  const chunks = [];
  request.on('data', (chunk) => chunks.push(chunk));
  request.on('end', () => {
    live.emit('changes', JSON.parse(Buffer.concat(chunks).toString()));
    response.end();
  });
});
const live = new Server(http, { serveClient: false, perMessageDeflate: false }).of('/live');
http.listen(0, '127.0.0.1', () => process.send(http.address().port));
