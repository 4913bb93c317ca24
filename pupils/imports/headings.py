"""Column headings as data: what SIMS, Arbor, Bromcom, ScholarPack and home-made files call each field.

Headings are compared by `columns.plain_heading`: lower case, punctuation and brackets gone. Within a field the
likelier heading stands first: when a file has two columns for one field (legal surname and surname), the
first named here is read. `UNSURE` headings could mean more than one thing: a person is asked.
"""

from __future__ import annotations

from dataclasses import dataclass

from pupils.imports.rows import Kind


@dataclass(frozen=True, slots=True)
class Field:
    name: str
    label: str  # as the mapping screen says it
    headings: tuple[str, ...]
    unsure: tuple[str, ...] = ()


def f(name: str, label: str, headings: str, unsure: str = "") -> Field:
    return Field(name, label, split(headings), split(unsure))


def split(headings: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in headings.split("|") if part.strip())


IDENTITY = (
    f("upn", "Unique pupil number (UPN)", "upn|unique pupil number|pupil upn|upn number|unique pupil no|current upn"),
    f(
        "admission_number",
        "Admission number",
        "adno|admission number|admission no|admissions number|adm no|adm number|ad no|admno|enrolment number"
        "|roll number",
        "number|no|pupil number|student number|pupil no|student no",
    ),
    f(
        "local_ref",
        "The school's own reference",
        "arbor student id|arbor id|bromcom id|bromcom student id|mis id|mis reference|pupil id|student id"
        "|person id|scholarpack id|local reference|child reference|external id|local pupil id|local id",
        "id|ref|reference|identifier",
    ),
    f(
        "full_name",
        "Full name",
        "name|full name|pupil name|student name|child name|childs name|pupil|student|child|name of child"
        "|name of pupil|pupils name|legal full name|preferred full name|display name|pupil full name|learner"
        "|learner name",
        "known name",
    ),
    f(
        "surname",
        "Surname (legal)",
        "legal surname|legal last name|surname|last name|family name|pupil surname|student surname|lastname"
        "|surname legal|last name legal|childs surname|pupil last name|student last name",
        "preferred surname|preferred last name|known as surname|chosen surname",
    ),
    f(
        "forename",
        "Forename (legal)",
        "legal forename|legal first name|forename|first name|given name|pupil forename|student forename|firstname"
        "|forenames|christian name|forename legal|first names|legal given name|childs first name|pupil first name"
        "|student first name|given names",
    ),
    f(
        "date_of_birth",
        "Date of birth",
        "dob|date of birth|birth date|birthdate|d o b|pupil dob|birthday|born|dateofbirth",
    ),
    f(
        "registration_group",
        "Class or registration group",
        "reg group|registration group|registration form|reg|form|tutor group|registration|class|form group"
        "|reg class|class name|current class|reg form|registration class|tutor|base class|home room|form name"
        "|tutor group name|class group|pastoral group|current form|year and class",
        "group",
    ),
    f(
        "year_group",
        "Year group",
        "year group|year taught in|nc year|year|ncy|nc year actual|national curriculum year|yr|yeargroup"
        "|curriculum year|year group name|nc year group|yr grp|year grp|ncyear|current year group|actual nc year"
        "|current nc year|nat curr year|year group taught in|enrolled nc year",
    ),
)

SEN = (
    f(
        "sen_provision",
        "SEN status (N, K or E)",
        "sen status|current sen status|sen provision|sen stage|sen code|sen support category|sen category"
        "|sen type code|send status|sen status code|sen status description|sen provision code|send provision"
        "|current sen stage|send code|sen support|sen code of practice|current sen provision|send stage|sen level"
        "|sen code of practice stage|sen",
        "send|status|code|stage|provision type",
    ),
    f(
        "sen_started_on",
        "SEN status since",
        "sen start date|sen status start date|sen provision start date|sen started|date added to register"
        "|sen status date|sen from|sen since|date placed on register|sen provision start|send start date"
        "|on register since",
        "start date|start",
    ),
    f(
        "needs",
        "SEN needs (all in one column)",
        "sen needs|sen need|sen type|sen types|needs|types of need|type of need|area of need|areas of need"
        "|need type|sen need types|sen need type|send needs|sen needs description|need"
        "|sen primary and secondary needs|sen type description|send need",
    ),
    f(
        "need_1",
        "Main need",
        "sen need type 1|main need|primary need|sen primary need|primary sen need|first need|need 1|sen need 1"
        "|primary need type|primary sen need type|sen type 1|primary area of need|sen type ranking 1|1st need"
        "|sen type primary|primary sen type|send primary need|need type 1|main area of need|primary sen"
        "|sen needs primary",
    ),
    f(
        "need_2",
        "Second need",
        "sen need type 2|secondary need|second need|sen secondary need|secondary sen need|need 2|sen need 2"
        "|secondary need type|sen type 2|secondary area of need|sen type ranking 2|2nd need|sen type secondary"
        "|secondary sen type|send secondary need|need type 2|secondary sen|other need|other needs"
        "|additional needs|other sen needs|secondary needs|further needs",
    ),
    f("need_3", "Third need", "sen need type 3|third need|tertiary need|need 3|sen need 3|sen type 3|need type 3"),
    f("need_4", "Fourth need", "sen need type 4|fourth need|need 4|sen need 4|sen type 4|need type 4"),
)

PERSONAL = (
    f("former_upn", "Former UPN", "former upn|previous upn|old upn"),
    f(
        "preferred_forename",
        "Preferred forename",
        "preferred forename|preferred first name|known as|preferred name|chosen name|chosen first name"
        "|usual forename|forename preferred|preferred given name|known as forename|calling name"
        "|likes to be called|first name preferred",
    ),
    f("middle_names", "Middle names", "middle names|middle name|middle name s|legal middle names|other names"),
    f("former_surname", "Former surname", "former surname|previous surname|former last name|previous last name"),
    f("sex", "Sex", "sex|gender|legal sex|sex gender|m f|gender code|legal gender|sex code|sex at birth"),
    f(
        "looked_after",
        "Looked after",
        "in care|looked after|lac|cla|looked after child|child looked after|looked after children|is looked after"
        "|in care flag|currently looked after|in lea care|in la care|in care indicator|looked after lac|cla lac"
        "|in care now",
        "in care status|care status",
    ),
    f(
        "care_authority",
        "Care authority",
        "care authority|caring authority|care la|looked after by|in care authority|caring la|care lea",
    ),
    f(
        "pupil_premium",
        "Pupil premium",
        "pupil premium indicator|pupil premium recipient|pupil premium|pp|pupil premium flag|is pupil premium"
        "|pupil premium eligible|pupil premium eligibility|ppg|ppi|pp indicator|pupil premium status"
        "|disadvantaged",
    ),
    f(
        "fsm",
        "Free school meals",
        "fsm eligible|free school meals|fsm|fsm eligibility|free school meal|free school meal eligible|fsm status"
        "|eligible for free school meals|free school meals eligible|eligible for fsm|fsm indicator|free meals"
        "|fsm now|free school meal indicator|free school meals indicator|current fsm",
        "fsm ever 6|ever 6 fsm|ever 6|fsm6",
    ),
    f(
        "eal",
        "English as an additional language",
        "eal|english as additional language|english as an additional language|is eal|eal indicator|eal status"
        "|eal flag|has eal|english additional language",
    ),
    f(
        "ethnicity",
        "Ethnicity",
        "ethnicity|ethnicity code|ethnic origin|ethnic group|ethnic code|ethnic origin code|ethnic group code",
    ),
    f(
        "attendance_percent",
        "Attendance %",
        "percent attendance|attendance|attendance percent|attendance percentage|att percent|percent att"
        "|percentage attendance|overall attendance|attendance rate|percent attend|ytd attendance|attendance ytd"
        "|attendance year to date|present percent|attendance this year|year to date attendance|current attendance"
        "|overall absence and attendance percent",
    ),
    f(
        "entered_on",
        "Date joined",
        "date of admission|admission date|doa|date of entry|entry date|date joined|joined|date of joining"
        "|on roll date|enrolment date|enrolment start date|start date at school|school start date|admitted"
        "|date admitted|date on roll|enrolled on|date enrolled",
        "start date|start",
    ),
    f(
        "left_on",
        "Date left",
        "date of leaving|leaving date|dol|date left|leave date|left|end date|enrolment end date|left on"
        "|date of departure|off roll date|date off roll|left date|leaver date|leaving on",
    ),
    f(
        "enrolment_status",
        "Enrolment status",
        "enrolment status|enrollment status|enrol status|on roll|roll status|on roll status|registration status"
        "|leaver|enrolment type|current enrolment status|is leaver|pupil status|student status",
        "status",
    ),
    f(
        "address",
        "Address (one column)",
        "address|home address|full address|postal address|address block|current address",
    ),
    f(
        "address_1",
        "Address, first line",
        "address line 1|address 1|address1|street|house and street|street address|house number and street|house number",
    ),
    f("address_2", "Address, second line", "address line 2|address 2|address2|locality|district"),
    f("address_3", "Address, third line", "address line 3|address 3|address3|county|administrative area"),
    f("town", "Town", "town|city|post town|town city|town or city"),
    f("postcode", "Postcode", "postcode|post code|home postcode|zip"),
)

CONTACTS = (
    f(
        "contact_salutation",
        "Parents, as addressed",
        "parental salutation|salutation|parental addressee|addressee|contact salutation|parent salutation"
        "|family salutation|home salutation",
    ),
    f(
        "contact_name",
        "Parent or carer's name",
        "primary guardian|primary contact|parent|parent name|guardian|parent carer|parent carer name|contact name"
        "|primary guardian name|main contact|parent guardian|mother|father|carer|contact|guardian name"
        "|primary contact name|priority contact|next of kin|first contact|primary parent guardian|primary carer",
    ),
    f("contact_title", "Parent or carer's title", "contact title|parent title|guardian title|primary contact title"),
    f(
        "contact_forename",
        "Parent or carer's forename",
        "contact forename|parent forename|guardian first name|parent first name|contact first name"
        "|primary contact forename|primary contact first name",
    ),
    f(
        "contact_surname",
        "Parent or carer's surname",
        "contact surname|parent surname|guardian last name|parent last name|contact last name|guardian surname"
        "|primary contact surname|primary contact last name",
    ),
    f(
        "contact_relationship",
        "Relationship",
        "relationship|relationship to pupil|relationship to student|contact relationship|relation"
        "|relationship to child|parent relationship|primary guardian relationship",
    ),
    f(
        "contact_responsibility",
        "Parental responsibility",
        "parental responsibility|responsibility|has parental responsibility|contact parental responsibility|pr",
    ),
    f(
        "contact_phone",
        "Parent or carer's telephone",
        "telephone|home telephone|primary telephone|phone|contact phone|parent phone|home phone|contact telephone"
        "|telephone number|phone number|contact number|primary phone|primary guardian telephone"
        "|primary guardian phone|primary contact telephone|primary contact phone|primary guardian phone number"
        "|emergency number|emergency contact",
    ),
    f(
        "contact_mobile",
        "Parent or carer's mobile",
        "mobile|mobile number|mobile phone|parent mobile|contact mobile|primary mobile|mobile telephone|mobile no"
        "|primary guardian mobile|primary contact mobile|primary guardian mobile number",
    ),
    f(
        "contact_email",
        "Parent or carer's e-mail",
        "primary email|primary guardian email|parent email|email|email address|contact email|e mail"
        "|guardian email|home email|primary contact email|parental email|primary email address"
        "|parent email address|e mail address|primary guardian email address",
    ),
)

SCHOOL = (
    f(
        "school_laestab",
        "School's DfE number",
        "laestab|dfe number|lea estab|dfe no|establishment number|school dfe number",
    ),
    f("school_name", "School", "school|school name|establishment|establishment name|organisation"),
)

REGISTER = (
    f(
        "ehcp_issued_on",
        "EHC plan issued",
        "ehcp issued|ehc plan issued|ehcp date|date of ehcp|ehcp issue date|plan issued|date ehcp issued"
        "|ehcp start date|ehcp finalised|date plan issued|ehcp final|ehc plan date|ehcp start|date of plan"
        "|final ehcp date|ehcp final date",
    ),
    f(
        "last_review_on",
        "Last annual review",
        "last annual review|last review|annual review|date of last annual review|last ar|ar date|last review date"
        "|date of last review|annual review date|review date|reviewed|previous annual review"
        "|last annual review date",
        "review|ar",
    ),
    f(
        "next_review_on",
        "Next review",
        "next annual review|next review|next review due|annual review due|next ar|review due|ar due"
        "|next review date|date of next annual review|next annual review date",
    ),
    f(
        "ta_hours",
        "TA hours a week",
        "ta hrs wk|ta hours|ta hours per week|hours|ta hrs|support hours|hours per week|ta hours week|ta hrs week"
        "|ta support hours|hrs|weekly hours|ta support hrs|hours of support|support hrs|1 1 hours|ta hrs per week"
        "|lsa hours|ta time|hours a week|ta hours a week|funded hours",
    ),
    f(
        "agencies",
        "Agencies involved",
        "agencies|agencies involved|outside agencies|external agencies|agency|professionals involved"
        "|professionals|agency involvement|services involved|other agencies|external agency|multi agency",
    ),
    f(
        "provision",
        "Provision",
        "provision this term|provision|interventions|intervention|current provision|support|support in place"
        "|strategies|current interventions|provision in place|additional provision|interventions this term"
        "|provision map|current support",
    ),
    f(
        "notes",
        "Notes",
        "notes|comments|comment|note|remarks|additional information|further information|other information",
    ),
)

STAFF = (
    f(
        "staff_code",
        "Staff code",
        "staff code|staff id|initials|teacher code|employee id|payroll number|code|staff number",
    ),
    f("full_name", "Full name", "name|full name|staff name|teacher|member of staff|staff|employee|teacher name"),
    f("title", "Title", "title"),
    f("forename", "Forename", "forename|first name|given name|legal forename|preferred forename|preferred first name"),
    f("surname", "Surname", "surname|last name|family name|legal surname|preferred surname|preferred last name"),
    f(
        "email",
        "E-mail",
        "email|e mail|email address|work email|school email|e mail address|work email address|staff email"
        "|primary email",
    ),
    f(
        "role_words",
        "Role or job",
        "role|job title|post|position|job|roles|staff role|responsibility|main role|post title|job role|occupation",
    ),
    f("registration_group", "Class or registration group", "reg group|registration group|tutor group|class|form"),
)

GROUPS = (
    f(
        "group",
        "Teaching group",
        "teaching group|class code|set|group|class name|group name|course class|class|teaching set"
        "|timetable class|set name|teaching group name|group code|course group|timetable group|class group",
    ),
    f("subject", "Subject", "subject|course|subject name|curriculum subject|department"),
    f(
        "teacher",
        "Teacher",
        "teacher|main teacher|staff|teacher name|class teacher|lead teacher|staff name|taught by|primary teacher"
        "|main staff",
    ),
    f(
        "teacher_email",
        "Teacher's e-mail",
        "teacher email|staff email|teacher e mail|teacher email address|lead teacher email",
    ),
    f("teacher_code", "Teacher's code", "teacher code|staff code|teacher initials|staff initials"),
)

ATTENDANCE = (
    f("period", "Term or period", "term|period|attendance period|academic term|half term|term name"),
    f("academic_year", "School year", "academic year|school year"),
    f("starts_on", "From", "from|start date|period start|date from|from date|start|attendance from|period from"),
    f("ends_on", "To", "to|end date|period end|date to|to date|end|attendance to|period to|until"),
    f(
        "percent",
        "Attendance %",
        "percent attendance|attendance|attendance percent|attendance percentage|att percent|percent att"
        "|percentage attendance|overall attendance|percent present|attendance rate|present percent|percent attend"
        "|percent|percentage",
    ),
    f(
        "possible",
        "Possible sessions",
        "possible sessions|sessions possible|possible|possible marks|total possible|possible attendances"
        "|sessions available|total sessions|possible attendance",
    ),
    f(
        "attended",
        "Sessions attended",
        "sessions attended|attended|present|attendances|sessions present|actual attendances|presents"
        "|attended sessions|present marks|total attendances|sessions actual|present sessions",
    ),
)

SUSPENSIONS = (
    f(
        "kind",
        "Suspension or exclusion",
        "exclusion type|suspension type|type|category|exclusion category|suspension or exclusion"
        "|type of exclusion|suspension exclusion type|sanction",
    ),
    f(
        "starts_on",
        "First day",
        "start date|suspension start date|exclusion start date|date|start|from|suspended from|excluded from"
        "|suspension start|exclusion start|date of suspension|date of exclusion|exclusion date|suspension date"
        "|date from",
    ),
    f(
        "ends_on",
        "Last day",
        "end date|suspension end date|exclusion end date|to|end|suspended to|excluded to|suspension end"
        "|exclusion end|date to|until|suspended until",
    ),
    f(
        "sessions",
        "Sessions",
        "sessions|number of sessions|sessions lost|no of sessions|sessions missed|total sessions|session count"
        "|suspension sessions|exclusion sessions|length sessions",
    ),
    f(
        "days",
        "Days",
        "days|number of days|days lost|no of days|length days|school days|length in days|length|duration",
    ),
    f("reason_code", "Reason code", "reason code|exclusion reason code|suspension reason code"),
    f(
        "reason",
        "Reason",
        "reason|exclusion reason|suspension reason|reason for suspension|reason for exclusion|reasons",
    ),
)

RESULTS = (
    f(
        "measure",
        "What was measured",
        "measure|test name|assessment name|name of test|assessment|test|test type|assessment type",
        "subject",
    ),
    f(
        "result",
        "The result",
        "result|score|test result|test score|assessment result|mark|raw score|total score|total mark",
        "value|grade|outcome",
    ),
    f(
        "taken_on",
        "Taken on",
        "date taken|taken on|test date|date of test|date tested|assessment date|date of assessment|date|result date"
        "|completed|date completed|completion date",
    ),
    f("note", "Note", "note|notes|comment|comments"),
)
# In a SENCO's own register "code" is the SEN status and "name" the pupil.
REGISTER_SEN = tuple(
    f("sen_provision", field.label, "|".join((*field.headings, "code", "stage", "status", "send", "sen k e", "k e")))
    if field.name == "sen_provision"
    else field
    for field in SEN
)

FIELDS: dict[Kind, tuple[Field, ...]] = {
    Kind.PUPILS: IDENTITY + SEN + PERSONAL + CONTACTS + SCHOOL,
    Kind.SENCO_REGISTER: IDENTITY + REGISTER_SEN + REGISTER + SCHOOL,
    Kind.STAFF: STAFF + SCHOOL,
    Kind.GROUPS: GROUPS + tuple(field for field in IDENTITY if field.name != "registration_group"),
    Kind.ATTENDANCE: ATTENDANCE + IDENTITY,
    Kind.SUSPENSIONS: SUSPENSIONS + IDENTITY,
    Kind.RESULTS: RESULTS + IDENTITY,
}
