// The parser knows no HTML but <br> and the comment that parts two braces; no text of a page is a Vue template.
const ALLOWED = /^(?:<br>|<!-- -->)/
const braces = (html) => html.replaceAll('{', '&#123;')
// long names in cells break between their words; character references stay whole
const broken = (html) =>
  html.replace(/&[^;\s]+;|([a-z\d])(?=[A-Z])/g, (all, end) => (end ? `${end}<wbr>` : all))

export function safe(md) {
  md.inline.ruler.before('html_inline', 'allowed', (state, silent) => {
    if (state.src[state.pos] !== '<') return false
    const found = ALLOWED.exec(state.src.slice(state.pos, state.pos + 8))
    if (!found) return false
    if (!silent) state.push('allowed', '', 0).content = found[0]
    state.pos += found[0].length
    return true
  })
  md.renderer.rules.allowed = (tokens, at) => tokens[at].content
  const { text } = md.renderer.rules
  md.renderer.rules.text = (tokens, at, ...rest) => {
    const html = braces(text(tokens, at, ...rest))
    return tokens[at].meta?.cell ? broken(html) : html
  }
  md.renderer.rules.code_block = (tokens, at) =>
    `<pre v-pre tabindex="0"><code>${md.utils.escapeHtml(tokens[at].content)}</code></pre>\n`
  md.block.ruler.disable(['snippet', 'toc'], true)
  md.inline.ruler.disable(['toc'], true)
  md.core.ruler.disable(['emoji'], true)
  md.core.ruler.before('anchor', 'named', named)
  md.core.ruler.push('labelled', labelled)
}

// a heading's own anchor: `### UserDto {#UserDto}`
function named(state) {
  state.tokens.forEach((token, at) => {
    if (token.type !== 'heading_open') return
    const { children, content } = state.tokens[at + 1]
    const found = /\s*\{#([^\s{}]+)\}$/.exec(content)
    const last = children.at(-1)
    if (!found || last?.type !== 'text' || !last.content.endsWith(found[0])) return
    last.content = last.content.slice(0, -found[0].length)
    state.tokens[at + 1].content = content.slice(0, -found[0].length)
    token.attrSet('id', found[1])
  })
}

// cells know their column: on a phone each row is shown as a list
function labelled(state) {
  let labels = []
  let column = 0
  state.tokens.forEach((token, at) => {
    if (token.type === 'thead_open') labels = []
    if (token.type === 'tr_open') column = 0
    if (token.type === 'th_open') labels.push(state.tokens[at + 1].content)
    if (token.type !== 'td_open') return
    token.attrSet('data-label', labels[column++] ?? '')
    for (const one of state.tokens[at + 1].children) one.meta = { ...one.meta, cell: true }
  })
}
