import type { Location } from "vscode-languageserver";
import type { Analysis, ReadSource } from "../analysis.ts";
import type { FileSpan } from "../features/file-span.ts";
import type { SourceFile } from "../model/source-file.ts";
import type { Settings } from "../protocol.ts";
import type { OpenDocument } from "./documents.ts";
import type { Positions } from "./positions.ts";

/** All that answers a request about one document, at one moment. */
export interface Snapshot {
  readonly document: OpenDocument;
  /** The document's canonical URI, by which the analysis knows it. */
  readonly uri: string;
  readonly file: SourceFile;
  readonly analysis: Analysis;
  readonly positions: Positions;
  readonly settings: Settings;
  /** Places in another file of the plan; nothing for a file that is not there. */
  positionsOf(uri: string): Positions | undefined;
  /** Any file as it is now, for trying out what it would be to import it. */
  readonly sourceOf: ReadSource;
  /** A file's URI as the client spells it. */
  clientUri(uri: string): string;
  /** The folder of the rules' pages, as a URI. */
  readonly rulePages: string | undefined;
}

/** A place in any file of the plan; nothing when the file is not there. */
export function locationOf(snapshot: Snapshot, place: FileSpan): Location[] {
  const range = snapshot.positionsOf(place.uri)?.range(place.span);
  return range ? [{ uri: snapshot.clientUri(place.uri), range }] : [];
}
