/** The names that Oura's API and consent pages are reached by; everything else is none of our business. */
export const OURA_HOSTS: readonly string[] = ['api.ouraring.com', 'cloud.ouraring.com', 'moi.ouraring.com'];

/** Whether a host name, in any case and with or without the dot of the root, is one of them. */
export function isOuraHost(name: string): boolean {
  return OURA_HOSTS.includes(name.toLowerCase().replace(/\.$/, ''));
}
