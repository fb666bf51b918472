import { publishedCases } from "../../scripts/validation/all-cases.ts";
import { runCases } from "./run-cases.ts";

runCases(publishedCases);
