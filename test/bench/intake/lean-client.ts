import { connect, type Socket } from "node:net";

/** Posts a body and tells the answer's status. Rejects when the connection ends before. */
export type Post = (body: Buffer) => Promise<number>;

type Asked = { request: Buffer; resolve: (status: number) => void; reject: (error: Error) => void };

/**
 * As much of HTTP as it takes to post to a server that is known to answer with a Content-Length, on at most `most` kept
 * connections, one request at a time on each. Node's own client costs more than all that it measures here.
 */
export function openClient(url: string, most: number): { post: Post; close(): void } {
  const { hostname, port, pathname } = new URL(url);
  const head = `POST ${pathname} HTTP/1.1\r\nHost: ${hostname}:${port}\r\nContent-Type: application/json\r\nContent-Length: `;
  const waiting: Asked[] = [];
  const idle: Line[] = [];
  const open = new Set<Line>();

  const next = (line: Line): void => {
    const asked = waiting.shift();
    if (asked === undefined) idle.push(line);
    else line.send(asked);
  };
  const dial = (): Line => {
    const line = openLine(
      connect(Number(port), hostname).setNoDelay(),
      () => next(line),
      () => {
        open.delete(line);
        if (idle.includes(line)) idle.splice(idle.indexOf(line), 1);
      },
    );
    open.add(line);
    return line;
  };
  return {
    post: (body) =>
      new Promise((resolve, reject) => {
        const asked = {
          request: Buffer.concat([Buffer.from(`${head}${body.length}\r\n\r\n`), body]),
          resolve,
          reject,
        };
        const line = idle.pop() ?? (open.size < most ? dial() : undefined);
        if (line === undefined) waiting.push(asked);
        else line.send(asked);
      }),
    close: () => open.forEach(({ end }) => void end()),
  };
}

type Line = { send(asked: Asked): void; end(): void };

function openLine(socket: Socket, onIdle: () => void, onEnd: () => void): Line {
  let asked: Asked | null = null;
  let answer = "";
  socket.setEncoding("latin1").on("data", (part: string) => {
    answer += part;
    const end = answer.indexOf("\r\n\r\n");
    if (end === -1) return;
    const length = Number(/\r\ncontent-length: *(\d+)/i.exec(answer)?.[1] ?? Number.NaN);
    if (!(answer.length >= end + 4 + length)) return;
    const done = asked;
    const status = Number(answer.slice(9, 12));
    asked = null;
    answer = "";
    done?.resolve(status);
    onIdle();
  });
  socket
    .on("error", () => {})
    .on("close", () => {
      onEnd();
      asked?.reject(new Error("The connection ended before the answer."));
    });
  return {
    send(given) {
      asked = given;
      socket.write(given.request);
    },
    end: () => void socket.destroy(),
  };
}
