import { execFileSync } from 'node:child_process'; import { readFileSync, writeFileSync } from 'node:fs'; import { chromium } from 'playwright-core';
const executablePath = execFileSync(process.execPath, ['test/support/chromium.mjs'], {encoding:'utf8'}).trim();
const b=await chromium.launch({executablePath,args:['--no-sandbox','--disable-gpu']}); const p=await b.newPage();
for (const f of process.argv.slice(2)) { await p.setContent(readFileSync(f,'utf8')); writeFileSync(f.replace(/html$/,'pdf'), await p.pdf({format:'A4',margin:{top:'2cm',bottom:'2cm',left:'2cm',right:'2cm'}})); }
await b.close();
