import { h } from 'vue'
import DefaultTheme from 'vitepress/theme-without-fonts'
import PageHead from './PageHead.vue'
import './style.css'

export default {
  extends: DefaultTheme,
  Layout: () => h(DefaultTheme.Layout, null, { 'doc-before': () => h(PageHead) }),
}
