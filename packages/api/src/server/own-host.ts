/** Addresses at which only this machine can call. */
const LOOPBACK = ["127.0.0.1", "::1", "localhost"];

/**
 * Whether a request to a server on a loopback address may be answered: it must call the server by a name of this machine.
 *
 * A page of a stranger can let its own name point at 127.0.0.1 and read what it finds there (DNS rebinding); its requests carry that name.
 */
export function isOwnHost(listening: string, hostHeader: string | undefined): boolean {
  if (!LOOPBACK.includes(listening)) return true;
  const name = /^(\[[^\]]*\]|[^:]*)(:\d+)?$/.exec(hostHeader ?? "")?.[1]?.toLowerCase() ?? "";
  return LOOPBACK.includes(name.replace(/^\[|\]$/g, ""));
}
