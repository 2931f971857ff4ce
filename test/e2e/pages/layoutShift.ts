/** How far content has moved under the reader since the page began: 0 is not at all. To be evaluated in the page. */
export const layoutShift = () =>
  new Promise<number>((resolve) => {
    const shifts: number[] = [];
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) shifts.push((entry as PerformanceEntry & { value: number }).value);
    }).observe({ type: "layout-shift", buffered: true });
    // Entries are given out after the frame in which they happened.
    requestAnimationFrame(() =>
      requestAnimationFrame(() => setTimeout(() => resolve(shifts.reduce((a, b) => a + b, 0)))),
    );
  });
