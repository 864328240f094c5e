import { COLUMNS, type Column } from "../roster-columns.ts";

/** Columns of other systems that say who is a student, and whose account is switched off. */
export const SIDE_COLUMNS = ["role", "enabled_user"] as const;

/**
 * What other systems and offices call a column, in the letters that count; a later group only where no earlier one is
 * in the file. Canvas (users.csv and its reports), OneRoster 1.1 and 1.2, Banner, PeopleSoft, Workday, usual spellings.
 */
const ALIASES: Record<Column | (typeof SIDE_COLUMNS)[number], readonly string[]> = {
  student_id: [
    "studentnumber studentno studentnum studentidnumber studentids stuid studid sid schoolid universityid " +
      "univid univstudentid collegeid institutionid campusid emplid emplidnumber employeeid bannerid " +
      "bannernumber spridenid sisid " +
      "sisuserid sisstudentid sispersonid huid puid uin personid personnumber identifier externalid " +
      "orgdefinedid externalpersonkey studentreferenceid studentsystemid universalid idnumber matriculationnumber " +
      "studentuniversityid externaluserid studentidentifier",
    "id userid uid number",
    "sourcedid usersourcedid workdayid guid",
    "loginid login username userlogin netid",
  ],
  email: [
    "emailaddress emailaddr emailid studentemail studentemailaddress schoolemail schoolemailaddress " +
      "universityemail universityemailaddress univemail univemailaddress studentemailaddr " +
      "emailuniversity campusemail campusemailaddress institutionalemail " +
      "institutionemail institutionalemailaddress collegeemail officialemail primaryemail primaryemailaddress " +
      "emailprimary preferredemail workemail emailwork primaryworkemail emailprimarywork goremalemailaddress " +
      "goremalemail eaddress emails emailaddresses",
    "mail email1 useremail emailaddr1 userprincipalname contactemail",
  ],
  first_name: [
    "first givenname given firstgivenname legalandfirstname firstgiven fnm givennames fname forename " +
      "firstnames studentfirstname studentfirst " +
      "primaryfirstname spridenfirstname firstnm namefirst nm1 firstgivenname",
    "legalfirstname legalfirst legalgivenname firstnamelegal legalnamefirst legalnamefirstname",
  ],
  last_name: [
    "last familyname family lastfamilyname lastfamily lname surname surnames studentlastname " +
      "studentlast primarylastname " +
      "spridenlastname lastnm namelast sn lastnames",
    "legallastname legallast legalfamilyname lastnamelegal legalnamelast legalnamelastname",
  ],
  preferred_name: [
    "preferredfirstname preferredfirst preferredgivenname prefname preffirstname preffirst prefgivenname " +
      "chosenname chosenfirstname chosengivenname preferred usedname nameused nameinuse firstnameused " +
      "namepreferred firstnamepreferred spbperspreffirstname spbperspreffirst livedname livedfirstname " +
      "affirmedname affirmedfirstname preferrednamefirst preferrednamefirstname",
    "nickname knownas goesby callname calledname callme alsoknownas",
  ],
  full_name: ["name studentname learnername studentfullname namefull fullnm", "student learner displayname shortname"],
  sortable_name: [
    "sortname sortablefullname lastfirst lastnamefirst lastfirstname lastnamefirstname namelastfirst " +
      "studentnamelastfirst fullnamelastfirst",
  ],
  track: [
    "pgm trackprogram program programme programofstudy curriculum acadprog academicprogram " +
      "programname programcode " +
      "curriculartrack curriculumtrack academictrack studytrack pathway degreeprogram sgbstdnprogram " +
      "sgbstdnprogram1 sgbstdnprogramcode trackname tracktitle trackid curriculumname primaryprogram " +
      "primaryprogramofstudy mdprogram mdtrack",
    "acadplan academicplan plan plancode",
  ],
  matriculation_year: [
    "enteringclass incomingclass entrycohort matricyear yrmatric yrmatriculated yearmatric matriculationyr " +
      "matriculation yearofmatriculation " +
      "yearmatriculated matriculated entryyear yearofentry " +
      "entranceyear entryclassyear entrancyear enteringyear yearentered startyear startingyear yearstarted " +
      "cohortstart cohortstartyear cohortentryyear admityear yearadmitted admissionyear admissionsyear " +
      "yearofadmission yearofentrance matricyr entryyr",
    "matriculationdate matricdate dateofmatriculation entrydate entrancedate programstartdate programstart " +
      "startdate",
  ],
  graduation_year: [
    "gradyear gradyr graduationyr expgradyr expectedgradyr anticipatedgradyr graduation classyear " +
      "classof classofyear expectedgraduation expectedgraduationyear " +
      "expectedgrad expectedgradyear expgradyear anticipatedgraduation anticipatedgraduationyear " +
      "anticipatedgradyear yearofgraduation projectedgraduationyear expectedcompletionyear " +
      "expectedyearofgraduation graduatingclass gradclass graduationclass graduatingyear expectedclassyear " +
      "yearofcompletion",
    "class graduationdate graddate expectedgraduationdate expectedgraddate expgraddate " +
      "anticipatedgraduationdate anticipatedgraddate expectedcompletiondate anticipatedcompletiondate " +
      "sgbstdnexpgraddate " +
      "expectedcompletion",
  ],
  society: ["learningcommunity advisingsociety academicsociety learningsociety societyname house advisinghouse"],
  status: [
    "enrollmentstatus enrolmentstatus enrlstatus enrstatus currentenrollmentstatus " +
      "currentstudentstatus enrollstatus studentstatus academicstatus programstatus progstatus " +
      "acadprogstatus registrationstatus statuscode statusdescription statusdesc currentstatus enrollmentstate " +
      "sgbstdnststcode sgbstdnstststcode stststatus studentstatuscode stvststdesc academicstanding",
    "rowstatus",
  ],
  society_advisor_email: [
    "advisoremail advisoremailaddress societyadvisoremailaddress societyadvisor societyadvisorsemail " +
      "advisorsemail societyadvisoraddress advisoraddress facultyadvisoremail academicadvisoremail adviseremail " +
      "societyadviseremail societyadviser mentoremail societymentoremail societyheademail",
    "advisor adviser",
  ],
  cim_access_code: [
    "accesscode cimcode cimaccess cimtoken cimaccesstoken aamcaccesscode careersinmedicinecode cimkey " +
      "careersinmedicineaccesscode careersinmedicinetoken cimcareersinmedicineaccesscode cimregistrationcode",
    "accesstoken token code",
  ],
  degree: ["degrees degreesought degreeprogrammes degreename degreecode degreestitle intendeddegree degreeintended"],
  leave_from: [
    "leavestart leavestarts leavestartdate leavebegin leavebegins leavebegindate loafrom loastart loastartdate " +
      "leaveofabsencefrom leaveofabsencestart leaveofabsencestartdate",
  ],
  leave_until: [
    "leaveend leaveends leaveenddate leaveto loauntil loaend loaenddate loato leaveofabsenceuntil " +
      "leaveofabsenceend leaveofabsenceenddate",
  ],
  specialty: [
    "specialtychoice specialtyinterest intendedspecialty declaredspecialty plannedspecialty chosenspecialty speciality",
  ],
  site: ["clinicalsite pcesite clerkshipsite hospital hospitalsite clinicalcampus"],
  mailbox: ["mailboxnumber campusmailbox mailstop studentmailbox"],
  role: ["roles userrole rolename primaryrole declaredusertype institutionrole"],
  enabled_user: ["enableduser userenabled accountenabled isenabled isactive availableind"],
};

const HIDDEN = /[\p{Cf}\p{Cc}]/gu;
/** What forms add to a column's name. */
const REMARK = new RegExp(
  "\\((yyyy|required|optional|family|given|if [a-z ]+|current|official|school|university|primary|text|m+/d+/y+|" +
    "y+-m+-d+)\\)",
  "gi",
);

/** A header cell in the letters that count: neither case, spaces, underscores, hyphens, signs nor what hides in it. */
export const plainHeader = (text: string): string =>
  text
    .normalize("NFKC")
    .replace(HIDDEN, "")
    .replace(REMARK, "")
    .replaceAll("#", "number")
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, "");

/** All columns that a file may name; the side columns have no place in the documentation's table. */
const CLAIMABLE = [...COLUMNS, ...SIDE_COLUMNS];

/** What may claim each column, the exact name first: groups of plain names, the first that is in the file counts. */
export const CLAIMS: ReadonlyMap<string, readonly (readonly string[])[]> = new Map(
  CLAIMABLE.map((column) => [column, [[plainHeader(column)], ...ALIASES[column].map((group) => group.split(" "))]]),
);
