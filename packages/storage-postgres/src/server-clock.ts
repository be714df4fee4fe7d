/**
 * The server's clock in a statement, ms UTC. All machines on one database go by it where they have to
 * agree on what is over: their own clocks may differ by any amount.
 */
export const serverNow = '(extract(epoch FROM clock_timestamp()) * 1000)::double precision';
