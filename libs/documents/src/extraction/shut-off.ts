import dgram from 'node:dgram';
import dns from 'node:dns';
import net from 'node:net';

/** Nothing in this process reaches the network any more: not by a mistake of a library, nor by what a file makes it do. */
export function shutOff(): void {
  const refuse = () => {
    throw new Error('There is no network here.');
  };
  net.Socket.prototype.connect = refuse;
  net.Server.prototype.listen = refuse;
  dgram.createSocket = refuse;
  dns.lookup = refuse as unknown as typeof dns.lookup;
  dns.resolve = refuse as unknown as typeof dns.resolve;
  for (const name of ['fetch', 'WebSocket', 'EventSource', 'XMLHttpRequest'])
    Object.defineProperty(globalThis, name, { value: refuse, configurable: false });
}
