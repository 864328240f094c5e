/** What a function's worker thread is started with: a bundle and the export in it that is the handler. */
export interface WorkerStart {
  moduleUrl: string;
  exportName: string;
  functionName: string;
  memoryMb: number;
}

/** What a function's worker thread is asked; the event as JSON text, as Lambda passes it. */
export interface WorkerCall {
  requestId: string;
  arn: string;
  event: string;
  /** The run's own time, ISO 8601 UTC. */
  now: string;
  /** Milliseconds since 1970 by the machine's own clock. */
  deadline: number;
}

export type WorkerAnswer =
  | { requestId: string; ok: true; result: string }
  | { requestId: string; ok: false; error: { name: string; message: string; stack: string } };
