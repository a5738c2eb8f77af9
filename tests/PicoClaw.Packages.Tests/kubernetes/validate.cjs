// Checks each manifest of a file against Kubernetes' schema of its kind; a line for each that breaks it.
const { readFileSync } = require("node:fs");
const { loadAll } = require("js-yaml");

let broken = false;
for (const manifest of loadAll(readFileSync(process.argv[2], "utf8")).filter(Boolean)) {
  const { apiVersion, kind } = manifest;
  const Model = require(`kubernetes-models/${apiVersion}`)[kind];
  try {
    new Model(manifest).validate();
  } catch (error) {
    broken = true;
    console.log(`${kind} ${manifest.metadata?.name}: ${error.message}`);
  }
}
process.exit(broken ? 1 : 0);
