/** What operations and inputs hold where it is not usual: a bundle has only the parts that its operations name. */

export { form, multipart, none, raw } from "./encode.js";
export { cursors, paged } from "./pages.js";
export { content, cookie, header, more, path, together } from "./places.js";
export { inHeader, inPath, inQuery } from "./styles.js";
