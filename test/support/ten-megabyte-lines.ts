/** Three sites in a row on lines of 10 MB/s, which move 36 GB in an hour; nothing but the copies is on them. */
export const TEN_MEGABYTE_LINES = `site a {}
site b {}
site c {}
tier gold { rpo 7 d; rto 7 d }
assume { product-lag 0 s; burst 1x }
link wan a <-> b { bandwidth 80 Mbps; efficiency 100 %; loss 0 %; rtt 20 ms }
link far b <-> c { bandwidth 80 Mbps; efficiency 100 %; loss 0 %; rtt 20 ms }
`;
