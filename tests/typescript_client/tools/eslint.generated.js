// The rules that generated code is held to: ESLint's and typescript-eslint's recommended ones.
import eslint from "@eslint/js";
import tseslint from "typescript-eslint";

export default tseslint.config(eslint.configs.recommended, tseslint.configs.recommended);
