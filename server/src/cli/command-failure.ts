/** Why a command could not do its work, in words for the user: where, and what. */
export class CommandFailure extends Error {
  /** @param place the file or argument that it is about */
  constructor(
    readonly place: string,
    message: string,
  ) {
    super(message);
  }
}
