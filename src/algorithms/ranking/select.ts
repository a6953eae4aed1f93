/** The `k`-th largest (k from 1) of the first `count` values, which are reordered: Hoare's quickselect, linear on average. */
export function kthOf(values: Float32Array, count: number, k: number): number {
  let low = 0
  let high = count - 1
  const target = k - 1
  while (low < high) {
    const pivot = values[(low + high) >> 1]!
    let i = low
    let j = high
    while (i <= j) {
      while (values[i]! > pivot) i++
      while (values[j]! < pivot) j--
      if (i <= j) {
        const x = values[i]!
        values[i++] = values[j]!
        values[j--] = x
      }
    }
    if (target <= j) high = j
    else if (target >= i) low = i
    else break
  }
  return values[target]!
}
