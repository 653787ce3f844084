// Jest cannot require the ES module of this name, which the makers of citations bring along and never call: Node's own fetch instead.
module.exports = globalThis.fetch;
