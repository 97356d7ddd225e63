import fc from "fast-check";

// In CI properties are tried with the same values each time, so that what is red there is so because of the change;
// everywhere else with new ones.
if (process.env["CI"]) fc.configureGlobal({ seed: 1 });
