/**
 * A stand-in for ioBroker's host, as far as `iobroker.oura` asks anything of it: states in memory, and a log that can be read.
 * The real host is a daemon with a database of its own; nothing of it touches the wire.
 */
const { EventEmitter } = require('node:events');

const PREFIX = 'oura.0.';

class Adapter extends EventEmitter {
  states = {};
  objects = new Set();
  lines = [];
  log = Object.fromEntries(
    ['silly', 'debug', 'info', 'warn', 'error'].map((level) => [level, (text) => this.lines.push({ level, text: String(text) })]),
  );

  constructor({ config }) {
    super();
    this.config = config;
  }

  /** Lets the adapter begin, until it has set the timer that ends its start, or has given up. */
  async whenReady() {
    const [begin] = this.listeners('ready');
    await begin();
  }

  stop() {
    this.emit('unload', () => {});
  }

  async setObjectNotExistsAsync(id) {
    this.objects.add(id);
  }

  async setStateAsync(id, { val }) {
    this.states[id] = val;
  }

  setStateChangedAsync(id, state) {
    return this.setStateAsync(id, state);
  }

  async getChannelsAsync(group) {
    const channels = [...this.objects].filter((id) => new RegExp(`^${group}\\.[^.]+$`).test(id));
    return channels.map((id) => ({ _id: PREFIX + id }));
  }

  async getStatesAsync(pattern) {
    const start = pattern.replace(/\*$/, '');
    const found = Object.entries(this.states).filter(([id]) => id.startsWith(start));
    return Object.fromEntries(found.map(([id, val]) => [PREFIX + id, { val }]));
  }
}

module.exports = { Adapter, tools: {}, password: {}, session: {}, zipFiles: {}, EXIT_CODES: {} };
