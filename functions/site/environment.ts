import * as z from "zod/mini";
import { LINKS } from "../start/told.ts";

export const environment = z.object(LINKS);
