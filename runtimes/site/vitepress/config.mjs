// What VitePress is told; all that differs from site to site stands in site.json.
import { readFileSync } from 'node:fs'
import { safe } from './safe.mjs'
import { tokenize } from './search.mjs'

const site = JSON.parse(readFileSync(new URL('site.json', import.meta.url), 'utf8'))
const each = (make) =>
  Object.fromEntries(Object.entries(site.locales).map(([name, one]) => [name, make(one, name)]))

export default {
  title: site.title,
  base: site.base,
  srcExclude: ['public/**', '**/node_modules/**'],
  metaChunk: true,
  head: [['link', { rel: 'icon', href: site.logo ? site.base + site.logo.slice(1) : 'data:,' }]],
  // links were resolved when the pages were written; those that lead nowhere are text
  ignoreDeadLinks: true,
  markdown: {
    html: false,
    attrs: { disable: true },
    config: safe,
    theme: { light: 'github-light-high-contrast', dark: 'github-dark-high-contrast' },
  },
  locales: each((one, name) => ({
    label: one.label,
    lang: name,
    link: `/${name}/`,
    themeConfig: { ...one.theme, words: one.words },
  })),
  themeConfig: {
    siteTitle: site.siteTitle,
    logo: site.logo || undefined,
    i18nRouting: site.alike,
    search: {
      provider: 'local',
      options: {
        locales: each((one) => ({ translations: one.search })),
        miniSearch: { options: { tokenize }, searchOptions: { fuzzy: 0.1, prefix: true } },
      },
    },
  },
  vite: { build: { chunkSizeWarningLimit: 100000 } },
}
