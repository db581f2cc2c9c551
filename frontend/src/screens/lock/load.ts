/** Fetched once somebody is in: it is wanted when the network may be away. */
export async function loadLockScreen() {
  return (await import("./LockScreen")).LockScreen;
}
