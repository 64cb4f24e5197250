// Waiting for a condition, never for time. The only thing here.

/** Polls until `probe` gives something truthy; fails with what it last gave. */
export async function until(what, probe, ms = 10_000) {
  const end = Date.now() + ms;
  let last;
  for (;;) {
    try {
      last = await probe();
      if (last) return last;
    } catch (error) {
      if (Date.now() > end) throw new Error(`${what}: ${error.message}`, { cause: error });
      last = error.message;
    }
    if (Date.now() > end) throw new Error(`waited ${ms} ms for ${what}; last seen: ${JSON.stringify(last)}`);
    await new Promise((r) => setTimeout(r, 40));
  }
}
