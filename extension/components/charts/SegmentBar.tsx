import { useWidth } from "./useWidth.ts";

interface Props {
  readonly label: string;
  readonly parts: readonly {
    readonly key: string;
    readonly tone: string;
    readonly share: number;
    readonly text: string;
  }[];
}

const HEIGHT = 28;
const GAP = 1;

/** All segments as one bar, each as wide as its share. */
export function SegmentBar({ label, parts }: Props) {
  const { box, width } = useWidth<HTMLDivElement>();
  let left = 0;
  return (
    <div ref={box}>
      <svg
        class="segment-bar"
        width={width}
        height={HEIGHT}
        viewBox={`0 0 ${width} ${HEIGHT}`}
        role="img"
        aria-label={label}
      >
        {parts.map(({ key, tone, share, text }) => {
          const own = share * width;
          left += own;
          return (
            <rect key={key} x={left - own} y={0} width={Math.max(0, own - GAP)} height={HEIGHT} style={{ fill: tone }}>
              <title>{text}</title>
            </rect>
          );
        })}
      </svg>
    </div>
  );
}
