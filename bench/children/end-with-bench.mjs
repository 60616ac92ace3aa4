import cluster from 'node:cluster';

// Loaded into a server of several processes: the first ends with the bench, its workers end with the first.
if (cluster.isPrimary) {
  process.on('disconnect', () => process.exit());
  process.channel?.unref();
}
