import path from 'node:path'

/** Whether a file was started itself and not imported (Node 20 has no import.meta.main). */
export const isMain = ({ filename }: ImportMeta): boolean =>
  process.argv[1] !== undefined && path.resolve(process.argv[1]) === filename
