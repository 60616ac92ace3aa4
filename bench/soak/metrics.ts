/** What a server tells of itself at `/metrics`, over all of its processes. */
export interface ServerMetrics {
  rssBytes: number;
  /** Milliseconds since they were last asked for, mean of the processes. */
  delayP50: number;
  delayP99: number;
}

/** Asks for them; delays are counted anew from here on. Throws where one is not told. */
export async function readMetrics(address: string): Promise<ServerMetrics> {
  const text = await (await fetch(`http://${address}/metrics`)).text();
  const read = (name: string) => {
    const value = new RegExp(`^${name} (\\S+)$`, 'm').exec(text)?.[1];
    if (value === undefined) throw new Error(`${address} does not tell ${name}`);
    return Number(value);
  };
  return {
    rssBytes: read('process_resident_memory_bytes'),
    delayP50: read('nodejs_eventloop_lag_p50_seconds') * 1000,
    delayP99: read('nodejs_eventloop_lag_p99_seconds') * 1000,
  };
}
