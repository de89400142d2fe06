// Adds up what .ci/run has seen: `node .ci/count.mjs TESTS.json EXIT-CODE CHECKS.txt EXIT-CODE`.
import { readFileSync } from "node:fs";

const [testsFile, testsCode, checksFile, checksCode] = process.argv.slice(2);

const tests = atLeastOneFailure(countTests(read(testsFile)), testsCode);
const checks = atLeastOneFailure(countChecks(read(checksFile) ?? ""), checksCode);
const passed = tests.passed + checks.passed;
const failed = tests.failed + checks.failed;
// Nothing that passes is a broken set-up, not a result.
console.log(passed === 0 ? "nothing ran to its end: see above" : `${passed} passed, ${failed} failed`);
process.exitCode = failed > 0 || tests.passed === 0 ? 1 : 0;

function read(file) {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return null;
  }
}

/** A file that failed outside its tests (it does not load, a hook throws) counts as one failure. */
function countTests(text) {
  if (text === null || text === "") return { passed: 0, failed: 0 };
  const report = JSON.parse(text);
  const broken = report.testResults.filter(
    (file) => file.status === "failed" && file.assertionResults.every((test) => test.status !== "failed"),
  );
  return { passed: report.numPassedTests, failed: report.numFailedTests + broken.length };
}

function countChecks(text) {
  const found = /^checks: (\d+) passed, (\d+) failed$/m.exec(text);
  return found === null ? { passed: 0, failed: 1 } : { passed: Number(found[1]), failed: Number(found[2]) };
}

/** An exit code that tells of a failure which nobody counted (an error outside every test). */
function atLeastOneFailure({ passed, failed }, code) {
  return { passed, failed: code === "0" ? failed : Math.max(1, failed) };
}
