/** Milliseconds since the epoch by this machine's clock: good for lifetimes, not for what a reader is shown. */
export function machineNow(): number {
  return performance.timeOrigin + performance.now();
}
