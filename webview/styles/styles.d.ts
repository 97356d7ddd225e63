/** The bundler collects imported stylesheets in main.css. */
declare module "*.css";
