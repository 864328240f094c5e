import * as z from "zod/mini";
import { LINKS, SENDER } from "../start/told.ts";

export const environment = z.object({ ...LINKS, ...SENDER });
