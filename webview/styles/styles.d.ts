/** The bundler collects imported stylesheets in main.css; one that is imported as a text is its default. */
declare module "*.css" {
  const text: string;
  export default text;
}
