import { Duplex } from 'node:stream';

/** Says of each chunk of an MQTT byte stream whether all packets begun so far are short enough. */
export interface FrameCheck {
  isWithin(chunk: Uint8Array): boolean;
}

/** A check of the announced length of every packet (MQTT 3.1.1, 2.2.3), before its content is held. */
export function createFrameCheck(maxBytes: number): FrameCheck {
  let [skip, length, scale, isInHeader] = [0, 0, 1, false];

  return {
    isWithin(chunk) {
      let offset = 0;
      while (offset < chunk.length) {
        if (skip > 0) {
          const step = Math.min(skip, chunk.length - offset);
          skip -= step;
          offset += step;
        } else if (!isInHeader) {
          isInHeader = true;
          [length, scale] = [0, 1];
          offset += 1;
        } else {
          const byte = chunk[offset] ?? 0;
          offset += 1;
          length += (byte & 0x7f) * scale;
          scale *= 0x80;
          if (length > maxBytes) return false;
          if (byte < 0x80) [skip, isInHeader] = [length, false];
          else if (scale === 0x80 ** 4) return false;
        }
      }
      return true;
    },
  };
}

/**
 * The socket as a stream on which no packet is longer than `maxBytes`: the broker's parser has no limit of its
 * own, and would hold up to 256 MB. A longer one destroys the connection at its fifth byte.
 */
export function limitFrames(socket: Duplex, maxBytes: number): Duplex {
  const frames = createFrameCheck(maxBytes);
  const limited = new Duplex({
    read() {
      socket.resume();
    },
    write(chunk: Uint8Array, _encoding, done) {
      send(chunk, done);
    },
    writev(chunks, done) {
      send(Buffer.concat(chunks.map(({ chunk }): Uint8Array => chunk)), done);
    },
    final(done) {
      socket.end(done);
    },
    destroy(error, done) {
      socket.destroy();
      done(error);
    },
  });

  function send(bytes: Uint8Array, done: (error?: Error | null) => void): void {
    if (socket.destroyed) done(new Error('the connection is closed'));
    else if (socket.write(bytes)) done();
    else waitForDrain(socket, done);
  }

  socket.on('data', (chunk: Uint8Array) => {
    if (!frames.isWithin(chunk)) limited.destroy(new Error('a packet is too long'));
    else if (!limited.push(chunk)) socket.pause();
  });
  socket.on('end', () => limited.push(null));
  socket.on('error', (error) => limited.destroy(error));
  socket.on('close', () => limited.destroy());
  return limited;
}

function waitForDrain(socket: Duplex, done: (error?: Error | null) => void): void {
  function finish(): void {
    socket.off('drain', finish);
    socket.off('close', finish);
    done(socket.destroyed ? new Error('the connection is closed') : null);
  }
  socket.on('drain', finish);
  socket.on('close', finish);
}
