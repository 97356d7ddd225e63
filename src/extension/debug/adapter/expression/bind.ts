import { read } from "./access.ts";
import type { Datum } from "./datum.ts";
import { ExpressionError } from "./expressionError.ts";
import { itemsOf } from "./methods.ts";
import type { Local, Scope } from "./scope.ts";
import type { Expression } from "./syntax.ts";

/** Gives the names of a parameter what a function is called with. */
export type Binder = (scope: Scope, datum: Datum, outer: Local | undefined) => Local | undefined;

/** @throws {ExpressionError} When this can't be a parameter: it is a name, or a list or an object of such. */
export function bind(parameter: Expression): Binder {
  switch (parameter.type) {
    case "Identifier":
      return (_, value, outer) => ({ name: parameter.name, value, outer });
    case "ArrayExpression": {
      const binders = parameter.elements.map((element) => (element ? bind(element) : skip));
      return (scope, datum, outer) => {
        const items = itemsOf(scope, datum);
        return binders.reduce((locals, binder, index) => binder(scope, items.at(index), locals), outer);
      };
    }
    case "ObjectExpression": {
      const binders = parameter.properties.map((property) => {
        if (property.type !== "Property" || property.computed || property.key.type !== "Identifier")
          throw notAParameter();
        return [property.key.name, bind(property.value)] as const;
      });
      return (scope, datum, outer) =>
        binders.reduce((locals, [name, binder]) => binder(scope, read(scope, datum, name), locals), outer);
    }
    default:
      throw notAParameter();
  }
}

const skip: Binder = (_, __, outer) => outer;

function notAParameter(): ExpressionError {
  return new ExpressionError("A parameter is a name, or names in [ ] or { }.");
}
