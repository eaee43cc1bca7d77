/** What operations hold that differ from plain JSON: a bundle has only the parts that its operations name. */

export { form, multipart, none, raw } from "./encode.js";
export { paged } from "./pages.js";
