import { spawn } from "node:child_process";

/** Runs a script with the Node that is running; its output goes to ours. Tells whether it succeeded. */
export async function nodeScript(file, ...args) {
  const { code } = await child(process.execPath, [file, ...args], { stdio: ["ignore", "inherit", "inherit"] });
  return code === 0;
}

/**
 * Runs a program to its end and returns its exit code (1 when a signal ended it) with its output, as far as that was
 * not sent elsewhere. `onLine` hears every whole line of it.
 */
export function child(program, args, options = {}, onLine = () => {}) {
  return new Promise((resolve, reject) => {
    const started = spawn(program, args, { stdio: ["ignore", "pipe", "pipe"], ...options });
    let output = "";
    let rest = "";
    const take = (chunk) => {
      output += chunk;
      const lines = (rest + chunk).split("\n");
      rest = lines.pop();
      lines.forEach(onLine);
    };
    started.stdout?.setEncoding("utf8").on("data", take);
    started.stderr?.setEncoding("utf8").on("data", take);
    const end = () => started.kill();
    process.once("exit", end);
    started.once("error", reject);
    started.once("close", (code) => {
      process.off("exit", end);
      resolve({ code: code ?? 1, output });
    });
  });
}
