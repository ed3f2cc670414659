/** A thread that comes to a kernel again and again while another looks by it. */
import { workerData } from 'node:worker_threads'
import { type Kernel, quickLook } from '../../src/capture/quick-look.ts'

const { kernel, times } = workerData as { readonly kernel: Kernel; readonly times: number }
for (let time = 0; time < times; time += 1) quickLook(kernel, 1)
