import { type ProxyTrust, readProxyTrust } from '../../../shared/domain/click/client-address.ts';

/** Machines of one's own: a log from behind a proxy names them as the other end. */
const OWN_NETWORKS = 'loopback,linklocal,uniquelocal,100.64.0.0/10';

/** The proxies in front: private networks, and the networks that are named; `undefined` where a name is none. */
export const proxiesOf = (named = ''): ProxyTrust | undefined =>
  readProxyTrust(named.trim() === '' ? OWN_NETWORKS : `${OWN_NETWORKS},${named}`);
