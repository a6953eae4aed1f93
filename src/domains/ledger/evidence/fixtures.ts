/** A small picture as phones write it: place and device in EXIF, a thumbnail's worth of notes, turned by 90 degrees, and a film after its end. */
export function phonePhoto(): Buffer {
  const exif = Buffer.from(
    'Exif\0\0MM\0*\0\0\0\x08\0\x02\x01\x0f\0\x02\0\0\0\x08\0\0\0\x26\x01\x12\0\x03\0\0\0\x01\0\x06\0\0\0\0\0\0SpyCam1\0GPS 44.49 11.34',
    'latin1',
  )
  const segment = (marker: number, body: Buffer) => {
    const head = Buffer.from([0xff, marker, 0, 0])
    head.writeUInt16BE(body.length + 2, 2)
    return Buffer.concat([head, body])
  }
  const picture = Buffer.from(PIXEL, 'base64')
  return Buffer.concat([
    picture.subarray(0, 2),
    segment(0xe1, exif),
    segment(0xed, Buffer.from('Photoshop 3.0\0owner: somebody')),
    segment(0xfe, Buffer.from('a comment of somebody')),
    picture.subarray(2),
    Buffer.from('a film that follows'),
  ])
}

/** Grey, one by one, baseline. */
const PIXEL =
  '/9j/4AAQSkZJRgABAQEASABIAAD/2wBDAAMCAgICAgMCAgIDAwMDBAYEBAQEBAgGBgUGCQgKCgkICQkKDA8MCgsOCwkJDRENDg8QEBEQCgwSExIQEw8QEBD/wAALCAABAAEBAREA/8QAFAABAAAAAAAAAAAAAAAAAAAACf/EABQQAQAAAAAAAAAAAAAAAAAAAAD/2gAIAQEAAD8AVN//2Q=='
