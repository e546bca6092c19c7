/**
 * Draws a sample of return visits, as docs/visits.md has it: the quota at n is
 * the share of n rounded up, in millionths; the numbers of equal quota k are a
 * stratum, of which the one is visited that the hash of "seed/k" points at.
 */
export async function drawn(share: number, seed: number, completed: number): Promise<number[]> {
  const millionths = Math.round(share * 1_000_000);
  const quota = (n: number) => Math.ceil((millionths * n) / 1_000_000);
  const numbers: number[] = [];
  let first = 1;
  while (millionths > 0 && first <= completed) {
    const k = quota(first);
    let last = first;
    while (quota(last + 1) === k) last++;
    const number = first + (await pick(`${seed}/${k}`, last - first + 1));
    if (number <= completed) numbers.push(number);
    first = last + 1;
  }
  return numbers;
}

/** The first eight bytes of the text's SHA-256, most significant first, modulo `size`. */
async function pick(text: string, size: number): Promise<number> {
  const hash = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text));
  return Number(new DataView(hash).getBigUint64(0) % BigInt(size));
}
