import { join } from "node:path";
import { Ajv, type ValidateFunction } from "ajv";
import { createGenerator } from "ts-json-schema-generator";
import { root } from "../../../../vscode/paths.ts";

/** Says what in a message is not as the protocol's types have it; nothing when all is. */
export type Validate = (
  definition: "Requests" | "Responses" | "Events" | "Failure",
  name: string | undefined,
  message: unknown,
) => string | undefined;

/** The protocol as a JSON schema, made of its types. */
export function protocolSchema(): Validate {
  const schema = createGenerator({
    path: join(import.meta.dirname, "messages.ts"),
    tsconfig: join(root, "tsconfig.json"),
    type: "*",
    skipTypeCheck: true,
  }).createSchema("*");
  const ajv = new Ajv({ allowUnionTypes: true, strictTuples: false });
  ajv.addSchema(schema, "protocol");
  const validators = new Map<string, ValidateFunction>();
  return (definition, name, message) => {
    const path = `protocol#/definitions/${definition}${name === undefined ? "" : `/properties/${name}`}`;
    let validate = validators.get(path);
    if (!validate) {
      validate = ajv.compile({ $ref: path });
      validators.set(path, validate);
    }
    return validate(message) ? undefined : ajv.errorsText(validate.errors, { dataVar: name ?? definition });
  };
}
