import { UndirectedGraph } from 'graphology'
import forceAtlas2Module from 'graphology-layout-forceatlas2'
import type { Node, Tie } from './model.ts'

// The package is CommonJS: Node gives the function itself where its types speak of a default export.
const forceAtlas2 = forceAtlas2Module as unknown as typeof forceAtlas2Module.default

/** Where a node stands, in a box of 0..WIDTH by 0..HEIGHT. */
export type Place = { readonly id: number; readonly x: number; readonly y: number }

export const WIDTH = 900
export const HEIGHT = 620
const MARGIN = 80
const ITERATIONS = 300

/**
 * Places nodes so that those who share many projects stand near each other (ForceAtlas2, Jacomy et al., 2014). Starts from a circle
 * in the order given, so the same network is drawn the same way.
 */
export function layOut(nodes: readonly Pick<Node, 'id'>[], ties: readonly Tie[]): Map<number, Place> {
  const graph = new UndirectedGraph()
  nodes.forEach((node, index) => {
    const angle = (2 * Math.PI * index) / nodes.length
    graph.addNode(node.id, { x: Math.cos(angle) * 100, y: Math.sin(angle) * 100 })
  })
  for (const { a, b, projects } of ties)
    if (graph.hasNode(a) && graph.hasNode(b) && a !== b) graph.mergeEdge(a, b, { weight: Math.sqrt(projects) })
  const settings = forceAtlas2.inferSettings(graph)
  const found = forceAtlas2(graph, {
    iterations: ITERATIONS,
    getEdgeWeight: 'weight',
    settings: { ...settings, gravity: 0.4, strongGravityMode: true, outboundAttractionDistribution: true },
  })
  const at = nodes.map(({ id }) => found[id] ?? { x: 0, y: 0 })
  const within = (values: readonly number[], size: number) => {
    const low = Math.min(...values)
    const span = Math.max(...values) - low
    return (value: number) => (span === 0 ? size / 2 : MARGIN + ((value - low) / span) * (size - 2 * MARGIN))
  }
  const x = within(
    at.map(place => place.x ?? 0),
    WIDTH,
  )
  const y = within(
    at.map(place => place.y ?? 0),
    HEIGHT,
  )
  return new Map(nodes.map(({ id }, index) => [id, { id, x: x(at[index]?.x ?? 0), y: y(at[index]?.y ?? 0) }]))
}
