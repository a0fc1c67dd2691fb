// Bundles the editor into bundle/editor.js, with the licences of what is in it in bundle/NOTICE.txt.

import { readdir, readFile, writeFile } from "node:fs/promises"
import { build } from "esbuild"

const { metafile } = await build({
  entryPoints: ["src/editor.js"],
  outfile: "bundle/editor.js",
  bundle: true,
  minify: true,
  format: "esm",
  target: "es2022",
  legalComments: "none",
  banner: { js: "// The SPARQL editor of the workbench. Built from src/ by build.js; licences are in NOTICE.txt." },
  metafile: true,
})

const used = Object.entries(Object.values(metafile.outputs)[0].inputs).filter(([, { bytesInOutput }]) => bytesInOutput)
const folders = new Set(used.map(([path]) => /^node_modules\/(?:@[^/]+\/)?[^/]+/.exec(path)?.[0]).filter(Boolean))
const notices = await Promise.all([...folders].sort().map(notice))
await writeFile("bundle/NOTICE.txt", `bundle/editor.js holds the following works.\n\n${notices.join("\n")}`)

async function notice(folder) {
  const { name, version, license } = JSON.parse(await readFile(`${folder}/package.json`, "utf8"))
  const file = (await readdir(folder)).find((each) => /^licen[cs]e/i.test(each))
  const text = (await readFile(`${folder}/${file}`, "utf8")).trim()
  return `${"-".repeat(80)}\n${name} ${version} (${license})\n\n${text}\n`
}
