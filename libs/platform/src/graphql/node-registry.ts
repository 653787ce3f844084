import { Injectable } from '@nestjs/common';
import type { NodeType } from './global-id.js';

/** Loads nodes of one type by UUID, in the order asked, null where there is none or the caller may not read it. */
export type NodeLoader = (uuids: readonly string[], context: never) => Promise<(object | null)[]>;

/** Which lib answers for which type of node; filled by the libs' own modules. */
@Injectable()
export class NodeRegistry {
  private readonly loaders = new Map<NodeType, NodeLoader>();

  register(type: NodeType, loader: NodeLoader): void {
    if (this.loaders.has(type)) throw new Error(`Nodes of type ${type} have two loaders.`);
    this.loaders.set(type, loader);
  }

  async load(type: NodeType, uuids: readonly string[], context: unknown): Promise<(object | null)[]> {
    const loader = this.loaders.get(type);
    return loader ? loader(uuids, context as never) : uuids.map(() => null);
  }
}
