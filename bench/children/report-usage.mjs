// Loaded into every server under test: answers each message of the bench with what the process has used so far, and ends with it.
process.on('message', () => {
  const { user, system } = process.cpuUsage();
  process.send?.({ cpuMicros: user + system, rss: process.memoryUsage.rss() });
});
process.on('disconnect', () => process.exit());
process.channel?.unref();
