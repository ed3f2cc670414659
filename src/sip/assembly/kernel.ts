/** What is called from outside. */
export { look } from './look'
export { lookAtSdp } from './sdp'
