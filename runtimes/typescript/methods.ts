/** The methods of a generated class, as a table of its operations: in a bundle a table is much smaller than methods. */

import type { Client, RequestOptions } from "./client.js";
import type { Operation, PagedOperation } from "./operation.js";
import type { ApiPromise, PagePromise } from "./promise.js";

/** The operation that a method with arguments `P` and outcome `A` calls. */
type Called<P, A> =
  A extends PagePromise<infer R, infer I>
    ? PagedOperation<P, R, I>
    : A extends ApiPromise<infer R>
      ? Operation<P, R>
      : never;

/** An operation for each method of `C`, of the method's own types. */
type Table<C, Base> = {
  readonly [name in Exclude<keyof C, keyof Base>]: C[name] extends (
    params: infer P,
    options?: RequestOptions,
  ) => infer A
    ? Called<NonNullable<P>, A>
    : never;
};

/** The class with a method for each operation, which are told from its own as those of any class are. */
export function methods<O, Base extends Client, C extends Base>(
  made: new (options?: O) => Base,
  table: Table<C, Base>,
): new (options?: O) => C {
  for (const [name, operation] of Object.entries<PagedOperation<object, unknown, unknown>>(table)) {
    const value = function (this: Base, params: object = {}, options?: RequestOptions): unknown {
      return "pages" in operation
        ? this.callPages(operation, params, options)
        : this.call<object, unknown>(operation, params, options);
    };
    Object.defineProperty(made.prototype, name, { value, writable: true, configurable: true });
  }
  return made as new (options?: O) => C;
}
