import { Stack } from "aws-cdk-lib";
import type { Construct } from "constructs";
import type { StoredTemplate } from "#files/program-folder/index.ts";
import { storeTexts } from "../constructs/stored-texts.ts";
import { type House, nameIn, stackProps } from "../house.ts";

/** Texts of reminders and last calls: all texts of a program are more than CloudFormation takes in one template. */
export class NudgesStack extends Stack {
  constructor(scope: Construct, house: House, templates: readonly StoredTemplate[]) {
    super(scope, nameIn(house.settings, "nudges"), stackProps(house.settings, "texts of reminders and last calls"));
    storeTexts(this, house.settings, templates);
  }
}
