// Looks at a built site in a real browser; prints one JSON object of what it saw.
// node browse.mjs DIST CHROMIUM PLAN: the plan says which pages to open and what to search for.
import { createServer } from 'node:http'
import { readFile, stat } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { extname, join, normalize } from 'node:path'
import { chromium } from 'playwright-core'

const [dist, executablePath, planned] = process.argv.slice(2)
const plan = JSON.parse(planned)
const axe = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
const TYPES = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
  '.json': 'application/json',
}

const server = createServer(async (request, response) => {
  const path = decodeURIComponent(new URL(request.url, 'http://x').pathname)
  let file = join(dist, normalize(path))
  if ((await stat(file).catch(() => null))?.isDirectory()) file = join(file, 'index.html')
  const data = await readFile(file).catch(() => null)
  response.writeHead(data ? 200 : 404, {
    'content-type': TYPES[extname(file)] ?? 'text/plain; charset=utf-8',
  })
  response.end(data ?? 'none')
})
await new Promise((done) => server.listen(0, '127.0.0.1', done))
const base = `http://127.0.0.1:${server.address().port}`

const browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu'] })
const seen = { errors: [], dead: [], axe: [], wide: [], ran: [], links: 0 }

async function opened(options) {
  const context = await browser.newContext(options)
  const page = await context.newPage()
  page.on('pageerror', (error) => seen.errors.push(`${page.url()}: ${error}`))
  page.on('console', (line) => line.type() === 'error' && seen.errors.push(`${page.url()}: ${line.text()}`))
  page.on('dialog', (dialog) => (seen.ran.push(dialog.message()), dialog.dismiss()))
  return page
}

const go = (page, path) => page.goto(base + path, { waitUntil: 'networkidle' })

// every link and anchor, by following them from the first page on
async function crawl() {
  const page = await opened({ viewport: { width: 1280, height: 900 } })
  const anchors = new Map()
  const todo = [...plan.start]
  const wanted = []
  for (const path of todo) {
    if (anchors.has(path)) continue
    const answer = await page.goto(base + path, { waitUntil: 'load' })
    if (!answer.ok()) seen.dead.push(path)
    const found = await page.evaluate(() => ({
      ids: [...document.querySelectorAll('[id]')].map((one) => one.id),
      html: Boolean(document.querySelector('.VPContent')),
      links: [...document.querySelectorAll('a[href]')].map((one) => one.href),
      marks: Object.keys(window).filter((name) => name.startsWith('MARK')),
    }))
    seen.ran.push(...found.marks)
    anchors.set(path, new Set(found.ids))
    for (const href of found.links) {
      const url = new URL(href)
      if (url.origin !== base) continue
      wanted.push([path, url])
      const plain = ['.html', ''].includes(extname(url.pathname)) || url.pathname.endsWith('/')
      if (plain && !anchors.has(url.pathname) && !todo.includes(url.pathname)) todo.push(url.pathname)
    }
  }
  const files = new Map()
  for (const [path, url] of wanted) {
    seen.links++
    const ids = anchors.get(url.pathname)
    const hash = decodeURIComponent(url.hash.slice(1))
    if (ids) {
      if (hash && !ids.has(hash)) seen.dead.push(`${path} -> ${url.pathname}#${hash}`)
      continue
    }
    if (!files.has(url.pathname)) files.set(url.pathname, (await fetch(url)).ok)
    if (!files.get(url.pathname)) seen.dead.push(`${path} -> ${url.pathname}`)
  }
  seen.pages = anchors.size
  await page.context().close()
}

async function judge(page, where) {
  await page.addStyleTag({ content: '* { transition: none !important; animation: none !important }' })
  await page.evaluate(axe)
  const { violations } = await page.evaluate(() => window.axe.run(document, { resultTypes: ['violations'] }))
  for (const one of violations.filter((v) => ['serious', 'critical'].includes(v.impact)))
    seen.axe.push(
      `${where}: ${one.id}: ${one.nodes
        .slice(0, 3)
        .map((n) => String(n.target).slice(-60))
        .join(' ')}`,
    )
}

const SIZES = { desktop: { width: 1280, height: 900 }, phone: { width: 390, height: 844 } }
const ALL = Object.keys(SIZES).flatMap((size) => [
  [size, 'light'],
  [size, 'dark'],
])

async function looks() {
  for (const [size, colorScheme] of plan.as ?? ALL) {
    const page = await opened({ viewport: SIZES[size], colorScheme })
    for (const path of plan.looks) {
      await go(page, path)
      const where = `${size} ${colorScheme} ${path}`
      const [is, has] = await page.evaluate(() => [document.documentElement.scrollWidth, window.innerWidth])
      if (is > has) seen.wide.push(`${where}: ${is} > ${has}`)
      const cells = await page.evaluate(() =>
        [...document.querySelectorAll('.vp-doc td, .vp-doc th')]
          .filter((one) => one.getClientRects().length && one.scrollWidth > one.clientWidth + 1)
          .map((one) => one.textContent.slice(0, 40)),
      )
      if (cells.length) seen.wide.push(`${where}: ${cells.slice(0, 3)}`)
      const dark = await page.evaluate(() => document.documentElement.classList.contains('dark'))
      if (dark !== (colorScheme === 'dark')) seen.errors.push(`${where}: dark is ${dark}`)
      await judge(page, where)
      if (plan.shots) {
        const name = `${size}-${colorScheme}-${path.replaceAll('/', '_')}.png`
        await page.screenshot({ path: join(plan.shots, name), fullPage: Boolean(plan.whole) })
      }
    }
    await page.context().close()
  }
}

// by keyboard alone: the key of the search, words, Enter
async function search() {
  seen.found = {}
  const page = await opened({ viewport: { width: 1280, height: 900 } })
  for (const [from, words] of plan.searches) {
    await go(page, from)
    await page.keyboard.press('Control+k')
    await page.waitForSelector('.VPLocalSearchBox input')
    await page.keyboard.type(words)
    await page.waitForSelector('.VPLocalSearchBox .result', { timeout: 15000 }).catch(() => null)
    await page.waitForTimeout(300)
    if (plan.shots) await page.screenshot({ path: join(plan.shots, `search-${words}.png`) })
    await page.keyboard.press('Enter')
    await page.waitForTimeout(500)
    seen.found[`${from} ${words}`] = decodeURIComponent(page.url().replace(base, ''))
  }
  await page.context().close()
}

async function keyboard() {
  const page = await opened({ viewport: { width: 1280, height: 900 } })
  await go(page, plan.looks[0])
  await page.keyboard.press('Tab')
  seen.first = await page.evaluate(() => document.activeElement.className)
  await page.keyboard.press('Enter')
  const summary = page.locator('.trial summary')
  if (await summary.count()) {
    await summary.focus()
    await page.keyboard.press('Enter')
    seen.trial = await page.locator('.trial pre').first().textContent()
    await page.keyboard.press('Tab')
    await page.keyboard.press('Tab')
    seen.button = await page.evaluate(() => document.activeElement.tagName)
  }
  await page.locator('.VPSwitchAppearance').first().press('Enter')
  await page.waitForFunction(() => document.documentElement.classList.contains('dark'), null, {
    timeout: 5000,
  })
  seen.switched = true
  await page.context().close()
}

for (const step of plan.steps ?? ['crawl', 'looks', 'search', 'keyboard'])
  await { crawl, looks, search, keyboard }[step]()
await browser.close()
server.close()
process.stdout.write(JSON.stringify(seen, null, 1) + '\n')
