// Beside this file, and beside the programs that are made of it.
/** The program of the thread that is a hospital's peer. */
export const peerThread = new URL('./peer-thread.mjs', import.meta.url);

/** The program of the thread that verifies a node's logs. */
export const verifyThread = new URL('./verify-thread.mjs', import.meta.url);
