/** Addresses of styles, fonts and scripts, with a hash of their content, so that browsers may keep them for good. */
export { assetAddress as asset } from '../assets.ts'
