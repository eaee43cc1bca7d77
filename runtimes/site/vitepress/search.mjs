// VitePress sends this function to the browser as text, so it stands alone.
// Names are found whole and by their words (getUser: getUser, get, User; get_user likewise); of Chinese each
// character is a word.
export function tokenize(text) {
  const found = new Set()
  for (const word of text.split(/[\n\r\p{Z}\p{S}]+|(?!_)\p{P}+/u)) {
    if (!word) continue
    found.add(word)
    const parts = word.match(/\p{Script=Han}|\p{Lu}?[^\p{Lu}\p{Script=Han}_]+|\p{Lu}+/gu) || []
    if (parts.length > 1) parts.forEach((part) => found.add(part))
  }
  return [...found]
}
