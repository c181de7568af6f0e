/** The nodes of a case's world besides its servers, which are called as in the case. */
export const BALANCER = 'balancer';
export const CLIENT = 'client';
