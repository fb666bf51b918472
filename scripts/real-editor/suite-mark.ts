/** Starts each line that a suite prints in the browser: the workbench's log mixes them with its own. */
export const SUITE_MARK = "│ ";
