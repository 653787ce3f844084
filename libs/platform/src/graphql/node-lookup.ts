import { Inject, Injectable } from '@nestjs/common';
import { ErrorCode, refuse } from '../errors/refusal.js';
import { type NodeType, readGlobalId } from './global-id.js';
import { NodeRegistry } from './node-registry.js';

export const NODES_MAX = 100;

/** Loads nodes of mixed types by their global ids, one call a type. The resolver over it stands where access rules are known. */
@Injectable()
export class NodeLookup {
  constructor(@Inject(NodeRegistry) private readonly registry: NodeRegistry) {}

  async load(ids: readonly string[], context: unknown): Promise<(object | null)[]> {
    if (ids.length > NODES_MAX)
      throw refuse(ErrorCode.TOO_LARGE, `At most ${NODES_MAX} ids can be asked for at once.`, ['ids']);
    const reads = ids.map(readGlobalId);
    const byType = new Map<NodeType, Set<string>>();
    for (const read of reads) {
      if (!read) continue;
      const uuids = byType.get(read.type) ?? new Set();
      byType.set(read.type, uuids.add(read.uuid));
    }
    const found = new Map<string, object | null>();
    await Promise.all(
      [...byType].map(async ([type, uuids]) => {
        const keys = [...uuids];
        const nodes = await this.registry.load(type, keys, context);
        keys.forEach((uuid, index) => {
          found.set(`${type}:${uuid}`, nodes[index] ?? null);
        });
      }),
    );
    return reads.map((read) => (read ? (found.get(`${read.type}:${read.uuid}`) ?? null) : null));
  }
}
