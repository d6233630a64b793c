export interface PathsReport {
  nodes: { id: string; channel_id: string | null; step: string }[];
  links: PathLink[];
}

export interface PathLink {
  source: string;
  target: string;
  count: number;
  /** Whether it leads to another channel. */
  handoff: boolean;
  /** Whether it leads to an earlier step. */
  back: boolean;
}

/** What a diagram from left to right can show: the widest first, and none that would close a circle. */
export function withoutCircles(links: PathLink[]): PathLink[] {
  const next = new Map<string, string[]>();
  const reaches = (from: string, to: string): boolean =>
    from === to || (next.get(from) ?? []).some((it) => reaches(it, to));
  return links
    .filter(({ back, count }) => !back && count > 0)
    .toSorted((a, b) => b.count - a.count)
    .filter(({ source, target }) => {
      if (reaches(target, source)) return false;
      next.set(source, [...(next.get(source) ?? []), target]);
      return true;
    });
}
