/** Text files are bundled as what they hold. */
declare module '*.txt' {
  const text: string;
  export default text;
}
