import { get } from 'node:https';
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads';

if (isMainThread) new Worker(new URL(import.meta.url), { workerData: process.argv[2] }).on('message', (text) => console.log(text));
else {
  get(workerData, { headers: { authorization: 'Bearer of-my-own' } }, async (response) => {
    parentPort.postMessage(`${(await response.toArray()).join('')}\n${response.statusCode}`);
  });
}
