/** Two sites so far apart, a line between them, and what moves or is copied over it. */
export function apart(km: number, line: string, rest: string): string {
  return `site west { location 0, 0 }
site east { location 0, ${km / KM_PER_DEGREE} }
tier gold { rpo 1 h; rto 1 h }
link wan west <-> east { ${line} }
workload app { site west; tier gold; data 100 GB; change 1 MB/s; memory 8 GB; dirty-rate 1 MB/s }
${rest}`;
}

/** A degree on the equator of the WGS84 ellipsoid: 6378.137 km · π / 180. */
const KM_PER_DEGREE = 111.319491;
