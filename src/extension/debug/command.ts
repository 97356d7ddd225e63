/** The command that steps through a run; its arguments are the file's URI, the scenario's name and the seed. */
export const DEBUG_COMMAND = "faultline.debugScenario";
