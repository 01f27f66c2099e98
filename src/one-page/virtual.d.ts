/** The page without a model, as scripts/vite/one-page.ts builds it. */
declare module 'virtual:one-page' {
  const program: {
    /** With <!--model--> and <!--program--> where the two scripts go. */
    html: string;
    /** All of src/one-page as one classic script. */
    script: string;
  };
  export default program;
}
