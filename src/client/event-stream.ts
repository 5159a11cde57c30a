/**
 * The `data:` of each server-sent event, as it arrives; comments (heartbeats) yield null so that silence can be told from
 * a quiet day. Ends when the stream does. Source: HTML standard, server-sent events.
 */
export async function* eventsOf(body: ReadableStream<Uint8Array>): AsyncGenerator<string | null> {
  const decoder = new TextDecoder();
  const reader = body.getReader();
  let rest = "";
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      rest += decoder.decode(value, { stream: true });
      const frames = rest.split(/\r\n\r\n|\n\n|\r\r/);
      rest = frames.pop() ?? "";
      for (const frame of frames) yield dataOf(frame);
    }
  } finally {
    reader.cancel().catch(() => {});
  }
}

function dataOf(frame: string): string | null {
  const lines = frame.split(/\r\n|\n|\r/).filter((line) => line.startsWith("data:"));
  if (lines.length === 0) return null;
  return lines.map((line) => line.slice(5).replace(/^ /, "")).join("\n");
}
