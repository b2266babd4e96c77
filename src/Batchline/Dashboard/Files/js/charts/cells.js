const sizes = [[16, 4], [14, 3], [12, 3], [10, 2], [8, 2], [7, 1], [6, 1], [5, 1], [4, 1]];
const tallest = 440;

/** The largest cells with which `count` of them stay within a screen's height. */
export function layout(count, width) {
  const sized = sizes.map(([size, gap]) => {
    const columns = Math.max(1, Math.floor((width + gap) / (size + gap)));
    return { size, step: size + gap, columns, height: Math.ceil(count / columns) * (size + gap) };
  });
  const cells = sized.find(({ height }) => height <= tallest) ?? sized.at(-1);
  return {
    ...cells,
    x: (index) => (index % cells.columns) * cells.step,
    y: (index) => Math.floor(index / cells.columns) * cells.step,
  };
}

/** One path for each status, and one with the marks that tell failures apart without colours. */
export function pathsOf(statuses, { size, x, y }) {
  const fills = { p: '', c: '', r: '', e: '', f: '', x: '' };
  let marks = '';
  const inset = size * 0.28;
  const arm = size - 2 * inset;
  for (let i = 0; i < statuses.length; i++) {
    const status = statuses[i];
    fills[status] += `M${x(i)} ${y(i)}h${size}v${size}h-${size}z`;
    if (size < 7) continue;
    if (status === 'f') marks += `M${x(i) + inset} ${y(i) + inset}l${arm} ${arm}m0 ${-arm}l${-arm} ${arm}`;
    else if (status === 'e') marks += `M${x(i) + inset} ${y(i) + inset + arm}l${arm} ${-arm}`;
  }
  return { fills, marks };
}
