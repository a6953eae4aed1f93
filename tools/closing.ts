/** What the test file that runs has opened, to be closed at its end in whatever hook it was opened: a hook that is registered inside another is not run. */
export const closing: (() => Promise<void>)[] = []
