/** Two sites. */
export const SITES = "site york { location 53.96, -1.08 }\nsite leeds { location 53.80, -1.55 }\n";
/** Nothing is wrong with it. */
export const SOUND = `plan "Sound"\n${SITES}link line york <-> leeds { bandwidth 1 Gbps }; link reserve york <-> leeds { bandwidth 1 Gbps; standby-for line }
tier silver { rpo 1 h; rto 4 h }
workload files { site york; tier silver; data 1 TB; change 1 MB/s }
replicate files to leeds { mode async; history 7 d every 1 h }
`;
/** One error: nothing is called 'leads'. */
export const BROKEN = SOUND.replace("replicate", "link spar york <-> leads { bandwidth 1 Gbps }\nreplicate");
/** One hint. */
export const UNUSED = `${SOUND}site hull { location 53.74, -0.33 }\n`;
