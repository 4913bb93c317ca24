"""Pupils, the register, concerns and what falls due, as the migrations before it left them."""

import django.contrib.postgres.constraints
import django.contrib.postgres.fields
import django.core.validators
import django.db.models.deletion
import django.utils.timezone
import pgtrigger.compiler
import pgtrigger.migrations
import senco.rows
import uuid
from django.conf import settings
from django.db import migrations, models

from senco.migrating import MakeTogether


# Who opened a concern that is one no more is the lead's alone to know as well. The access log stands on the ground
# and names no concern, so its wall is written here.
LOG_WALL = """
create policy lead_wall on senco_accesslog as restrictive for select using (
    subject_kind not in ('concern', 'concernquestion')
    or (subject_kind = 'concern' and exists (select 1 from pupils_concern kept where kept.id = subject_id))
    or (subject_kind = 'concernquestion' and exists (select 1 from pupils_concernquestion kept where kept.id = subject_id))
    or school_id = any((select string_to_array(
        nullif(current_setting('app.safeguarding', true), ''), ',')::bigint[])::bigint[])
)
"""


class Migration(migrations.Migration):

    replaces = [
        ('pupils', '0001_pupils_register_concerns_deadlines'),
        ('pupils', '0002_reminders_keep_their_digest'),
        ('pupils', '0003_concern_questions_and_safeguarding_told'),
        ('pupils', '0004_imports_line_by_line'),
        ('pupils', '0005_imports_being_read'),
        ('pupils', '0006_count_a_roll'),
        ('pupils', '0007_notes_that_can_be_confined'),
        ('pupils', '0008_contacts_and_groups_have_versions'),
        ('pupils', '0009_other_school_confirmed'),
        ('pupils', '0010_unit_and_resourced_places'),
        ('pupils', '0011_history_of_the_lead_alone'),
        ('pupils', '0012_measures_and_results'),
        ('pupils', '0013_usual_measures'),
        ('pupils', '0014_words_key_adults_and_lists'),
        ('pupils', '0015_notes_taken_away_and_whom_not_to_contact'),
        ('pupils', '0016_years_in_use'),
        ('pupils', '0017_what_the_search_reads'),
        ('pupils', '0018_cases_of_concerns'),
        ('pupils', '0019_each_concern_in_a_case'),
        ('pupils', '0020_concerns_stand_in_cases'),
        ('pupils', '0021_observations_and_parents'),
        ('pupils', '0022_advice_and_strategies'),
        ('pupils', '0023_siblings_of_two_schools'),
        ('pupils', '0024_mail_to_the_lead_waits_longer'),
        ('pupils', '0025_areas_of_concern_and_criteria'),
        ('pupils', '0026_usual_areas'),
        ('pupils', '0027_progress_worked_out'),
        ('pupils', '0029_sources_of_concerns_and_answers_told'),
    ]

    initial = True

    dependencies = [
        ('pghistory', '0007_auto_20250421_0444'),
        ('senco', '0009_schools_people_and_links'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        MakeTogether([
            migrations.CreateModel(
                name='Attendance',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('starts_on', models.DateField()),
                    ('ends_on', models.DateField()),
                    ('percent', models.DecimalField(decimal_places=1, max_digits=4)),
                    ('is_running', models.BooleanField(default=False, verbose_name='The year so far')),
                    ('school', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='senco.school')),
                ],
                options={
                    'ordering': ['-starts_on', '-ends_on'],
                    'abstract': False,
                },
            ),
            migrations.CreateModel(
                name='Characteristic',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('starts_on', models.DateField()),
                    ('ends_on', models.DateField(blank=True, null=True)),
                    ('kind', models.CharField(choices=[('looked_after', 'Looked after'), ('previously_looked_after', 'Previously looked after'), ('pupil_premium', 'Pupil premium'), ('fsm', 'Free school meals'), ('eal', 'English as an additional language'), ('young_carer', 'Young carer'), ('service_child', 'Service child'), ('sen_unit', 'In the SEN unit'), ('resourced', 'In resourced provision')], max_length=30)),
                    ('detail', models.CharField(blank=True, max_length=200)),
                    ('school', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='senco.school')),
                ],
                options={
                    'ordering': ['-starts_on', '-pk'],
                    'abstract': False,
                },
            ),
            migrations.CreateModel(
                name='ConcernArea',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('key', models.CharField(editable=False, max_length=10)),
                    ('name', models.CharField(max_length=80, verbose_name='Name')),
                    ('broad', models.CharField(blank=True, choices=[('CI', 'Communication and interaction'), ('CL', 'Cognition and learning'), ('SEMH', 'Social, emotional and mental health'), ('SP', 'Sensory and physical'), ('', 'None of the four')], max_length=10, verbose_name='Broad area of need')),
                    ('enough', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='How many speak for SEN support')),
                    ('place', models.PositiveSmallIntegerField(default=100, editable=False)),
                    ('retired_at', models.DateTimeField(blank=True, editable=False, null=True)),
                    ('version', models.PositiveIntegerField(default=1, editable=False)),
                    ('school', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='senco.school')),
                ],
                options={
                    'ordering': ['place', 'pk'],
                    'abstract': False,
                },
            ),
            migrations.CreateModel(
                name='ConcernAreaEvent',
                fields=[
                    ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                    ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                    ('pgh_label', models.TextField(help_text='The event label.')),
                    ('id', models.BigIntegerField()),
                    ('key', models.CharField(editable=False, max_length=10)),
                    ('name', models.CharField(max_length=80, verbose_name='Name')),
                    ('broad', models.CharField(blank=True, choices=[('CI', 'Communication and interaction'), ('CL', 'Cognition and learning'), ('SEMH', 'Social, emotional and mental health'), ('SP', 'Sensory and physical'), ('', 'None of the four')], max_length=10, verbose_name='Broad area of need')),
                    ('enough', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='How many speak for SEN support')),
                    ('place', models.PositiveSmallIntegerField(default=100, editable=False)),
                    ('retired_at', models.DateTimeField(blank=True, editable=False, null=True)),
                    ('version', models.PositiveIntegerField(default=1, editable=False)),
                    ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                    ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='pupils.concernarea')),
                    ('school', models.ForeignKey(db_constraint=False, editable=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='senco.school')),
                ],
                options={
                    'abstract': False,
                },
            ),
            migrations.CreateModel(
                name='ConcernCase',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('state', models.CharField(choices=[('new', 'New'), ('watching', 'Watching'), ('gathering', 'Asking colleagues'), ('sen_support', 'SEN support started'), ('closed', 'Closed')], default='new', max_length=12)),
                    ('look_again_on', models.DateField(blank=True, null=True, verbose_name='Look again on')),
                    ('outcome', models.TextField(blank=True, verbose_name='What the teacher is told')),
                    ('opened_at', models.DateTimeField(default=django.utils.timezone.now)),
                    ('closed_at', models.DateTimeField(blank=True, null=True)),
                    ('version', models.PositiveIntegerField(default=1, editable=False)),
                    ('school', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='senco.school')),
                ],
                options={
                    'ordering': ['-opened_at', '-pk'],
                    'abstract': False,
                },
            ),
            migrations.CreateModel(
                name='Concern',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('area', models.CharField(max_length=10, verbose_name='Area of concern')),
                    ('source', models.CharField(choices=[('staff', 'I do'), ('parent', 'A parent or carer'), ('pupil', 'The pupil'), ('agency', 'An agency')], default='staff', max_length=8, verbose_name='Who raises it?')),
                    ('said_by', models.CharField(blank=True, max_length=120, verbose_name='Who said it?')),
                    ('said_on', models.DateField(blank=True, null=True, verbose_name='When?')),
                    ('said_how', models.CharField(blank=True, choices=[('said', 'In person'), ('call', 'By telephone'), ('written', 'In writing')], max_length=8, verbose_name='How?')),
                    ('their_words', models.TextField(blank=True, verbose_name='What did they say?')),
                    ('seen', models.TextField(blank=True, verbose_name='What have you seen?')),
                    ('tried', models.TextField(blank=True, verbose_name='What have you tried?')),
                    ('parents_told', models.BooleanField(verbose_name='Have the parents been told?')),
                    ('parents_said', models.TextField(blank=True, verbose_name='What did they say?')),
                    ('parents_why_not', models.CharField(blank=True, max_length=300, verbose_name='Why not yet?')),
                    ('logged_at', models.DateTimeField(auto_now_add=True)),
                    ('answer_read_at', models.DateTimeField(blank=True, null=True)),
                    ('form_key', models.UUIDField(editable=False, null=True)),
                    ('logged_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='concerns_logged', to=settings.AUTH_USER_MODEL)),
                    ('school', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='senco.school')),
                    ('case', senco.rows.SchoolForeignKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='concerns', to='pupils.concerncase')),
                ],
                options={
                    'ordering': ['-logged_at', '-pk'],
                    'abstract': False,
                },
            ),
            migrations.CreateModel(
                name='ConcernMove',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('from_state', models.CharField(choices=[('new', 'New'), ('watching', 'Watching'), ('gathering', 'Asking colleagues'), ('sen_support', 'SEN support started'), ('closed', 'Closed')], max_length=12)),
                    ('to_state', models.CharField(choices=[('new', 'New'), ('watching', 'Watching'), ('gathering', 'Asking colleagues'), ('sen_support', 'SEN support started'), ('closed', 'Closed')], max_length=12)),
                    ('why', models.TextField()),
                    ('look_again_on', models.DateField(blank=True, null=True)),
                    ('at', models.DateTimeField(auto_now_add=True)),
                    ('taken_back_at', models.DateTimeField(blank=True, null=True)),
                    ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('case', senco.rows.SchoolForeignKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='moves', to='pupils.concerncase')),
                    ('school', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='senco.school')),
                    ('taken_back_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'ordering': ['at', 'pk'],
                    'abstract': False,
                },
            ),
            migrations.CreateModel(
                name='AnswerTelling',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('tell_on', models.DateField()),
                    ('digest_on', models.DateField(blank=True, null=True)),
                    ('message_id', models.CharField(blank=True, max_length=120)),
                    ('sent_at', models.DateTimeField(blank=True, null=True)),
                    ('recipient', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('school', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='senco.school')),
                    ('move', senco.rows.SchoolForeignKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='tellings', to='pupils.concernmove')),
                ],
                options={
                    'abstract': False,
                },
            ),
            migrations.CreateModel(
                name='ConcernMoveEvent',
                fields=[
                    ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                    ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                    ('pgh_label', models.TextField(help_text='The event label.')),
                    ('id', models.BigIntegerField()),
                    ('from_state', models.CharField(choices=[('new', 'New'), ('watching', 'Watching'), ('gathering', 'Asking colleagues'), ('sen_support', 'SEN support started'), ('closed', 'Closed')], max_length=12)),
                    ('to_state', models.CharField(choices=[('new', 'New'), ('watching', 'Watching'), ('gathering', 'Asking colleagues'), ('sen_support', 'SEN support started'), ('closed', 'Closed')], max_length=12)),
                    ('why', models.TextField()),
                    ('look_again_on', models.DateField(blank=True, null=True)),
                    ('at', models.DateTimeField(auto_now_add=True)),
                    ('taken_back_at', models.DateTimeField(blank=True, null=True)),
                    ('by', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                    ('case', senco.rows.SchoolForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='pupils.concerncase')),
                    ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                    ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='pupils.concernmove')),
                    ('school', models.ForeignKey(db_constraint=False, editable=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='senco.school')),
                    ('taken_back_by', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'abstract': False,
                },
            ),
            migrations.CreateModel(
                name='ConcernQuestion',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('asked_at', models.DateTimeField(default=django.utils.timezone.now)),
                    ('text', models.CharField(max_length=300, verbose_name='Question')),
                    ('answer', models.TextField(blank=True, verbose_name='Your answer')),
                    ('answered_at', models.DateTimeField(blank=True, null=True)),
                    ('asked', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='questions_asked_of', to=settings.AUTH_USER_MODEL)),
                    ('asked_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('case', senco.rows.SchoolForeignKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='questions', to='pupils.concerncase')),
                    ('school', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='senco.school')),
                ],
                options={
                    'ordering': ['asked_at', 'pk'],
                    'abstract': False,
                },
            ),
            migrations.CreateModel(
                name='ConcernQuestionEvent',
                fields=[
                    ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                    ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                    ('pgh_label', models.TextField(help_text='The event label.')),
                    ('id', models.BigIntegerField()),
                    ('asked_at', models.DateTimeField(default=django.utils.timezone.now)),
                    ('text', models.CharField(max_length=300, verbose_name='Question')),
                    ('answer', models.TextField(blank=True, verbose_name='Your answer')),
                    ('answered_at', models.DateTimeField(blank=True, null=True)),
                    ('asked', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                    ('asked_by', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                    ('case', senco.rows.SchoolForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='pupils.concerncase')),
                    ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                    ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='pupils.concernquestion')),
                    ('school', models.ForeignKey(db_constraint=False, editable=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='senco.school')),
                ],
                options={
                    'abstract': False,
                },
            ),
            migrations.CreateModel(
                name='Contact',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('order', models.PositiveSmallIntegerField(default=1)),
                    ('title', models.CharField(blank=True, max_length=20)),
                    ('forename', models.CharField(blank=True, max_length=100)),
                    ('surname', models.CharField(blank=True, max_length=100)),
                    ('relationship', models.CharField(blank=True, max_length=60)),
                    ('has_responsibility', models.BooleanField(blank=True, null=True, verbose_name='Has parental responsibility')),
                    ('email', models.EmailField(blank=True, max_length=254)),
                    ('phone', models.CharField(blank=True, max_length=40)),
                    ('address', models.TextField(blank=True)),
                    ('prefers', models.CharField(blank=True, choices=[('email', 'E-mail'), ('phone', 'Phone'), ('text', 'Text message'), ('letter', 'Letter'), ('in_person', 'In person')], max_length=10, verbose_name='Prefers to be reached by')),
                    ('language', models.CharField(blank=True, max_length=60)),
                    ('needs_interpreter', models.BooleanField(default=False, verbose_name='Needs an interpreter')),
                    ('may_see', models.CharField(blank=True, choices=[('', 'Not decided'), ('all', 'The plan, reviews and other papers'), ('reviews', 'Reviews only'), ('nothing', 'Nothing')], default='', max_length=8, verbose_name='May be shown')),
                    ('must_not_contact', models.BooleanField(default=False, verbose_name='Must not be contacted')),
                    ('must_not_why', models.CharField(blank=True, max_length=300, verbose_name='Why they must not be contacted')),
                    ('is_current', models.BooleanField(default=True)),
                    ('set_by_hand', models.BooleanField(default=False, editable=False)),
                    ('version', models.PositiveIntegerField(default=1, editable=False)),
                    ('school', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='senco.school')),
                ],
                options={
                    'ordering': ['order', 'pk'],
                    'abstract': False,
                },
            ),
            migrations.CreateModel(
                name='Correction',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('field', models.CharField(max_length=40)),
                    ('value', models.TextField(blank=True)),
                    ('file_value', models.TextField(blank=True)),
                    ('at', models.DateTimeField(auto_now=True)),
                    ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('school', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='senco.school')),
                ],
                options={
                    'abstract': False,
                },
            ),
            migrations.CreateModel(
                name='Criterion',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('text', models.CharField(max_length=200, verbose_name='What to look for')),
                    ('phase', models.CharField(blank=True, choices=[('', 'Every age'), ('early', 'Nursery and reception'), ('primary', 'Years 1 to 6'), ('secondary', 'Year 7 and up')], max_length=10, verbose_name='At what age')),
                    ('place', models.PositiveSmallIntegerField(default=100, editable=False)),
                    ('retired_at', models.DateTimeField(blank=True, editable=False, null=True)),
                    ('version', models.PositiveIntegerField(default=1, editable=False)),
                    ('area', senco.rows.SchoolForeignKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='criteria', to='pupils.concernarea')),
                    ('school', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='senco.school')),
                ],
                options={
                    'ordering': ['place', 'pk'],
                    'abstract': False,
                },
            ),
            migrations.CreateModel(
                name='CriterionEvent',
                fields=[
                    ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                    ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                    ('pgh_label', models.TextField(help_text='The event label.')),
                    ('id', models.BigIntegerField()),
                    ('text', models.CharField(max_length=200, verbose_name='What to look for')),
                    ('phase', models.CharField(blank=True, choices=[('', 'Every age'), ('early', 'Nursery and reception'), ('primary', 'Years 1 to 6'), ('secondary', 'Year 7 and up')], max_length=10, verbose_name='At what age')),
                    ('place', models.PositiveSmallIntegerField(default=100, editable=False)),
                    ('retired_at', models.DateTimeField(blank=True, editable=False, null=True)),
                    ('version', models.PositiveIntegerField(default=1, editable=False)),
                    ('area', senco.rows.SchoolForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='pupils.concernarea')),
                    ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                    ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='pupils.criterion')),
                    ('school', models.ForeignKey(db_constraint=False, editable=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='senco.school')),
                ],
                options={
                    'abstract': False,
                },
            ),
            migrations.CreateModel(
                name='CriterionMet',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('at', models.DateTimeField(auto_now_add=True)),
                    ('taken_back_at', models.DateTimeField(blank=True, null=True)),
                    ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('case', senco.rows.SchoolForeignKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='criteria_met', to='pupils.concerncase')),
                    ('criterion', senco.rows.SchoolForeignKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='met', to='pupils.criterion')),
                    ('school', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='senco.school')),
                    ('taken_back_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'ordering': ['at', 'pk'],
                    'abstract': False,
                },
            ),
            migrations.CreateModel(
                name='CriterionMetEvent',
                fields=[
                    ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                    ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                    ('pgh_label', models.TextField(help_text='The event label.')),
                    ('id', models.BigIntegerField()),
                    ('at', models.DateTimeField(auto_now_add=True)),
                    ('taken_back_at', models.DateTimeField(blank=True, null=True)),
                    ('by', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                    ('case', senco.rows.SchoolForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='pupils.concerncase')),
                    ('criterion', senco.rows.SchoolForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='pupils.criterion')),
                    ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                    ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='pupils.criterionmet')),
                    ('school', models.ForeignKey(db_constraint=False, editable=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='senco.school')),
                    ('taken_back_by', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'abstract': False,
                },
            ),
            migrations.CreateModel(
                name='Deadline',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('confined_to', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=20), blank=True, default=list, size=None, verbose_name='Only for')),
                    ('rule', models.CharField(max_length=60)),
                    ('subject_kind', models.CharField(max_length=40)),
                    ('subject_id', models.BigIntegerField()),
                    ('side', models.CharField(choices=[('school', 'School'), ('authority', 'Local authority'), ('family', 'Family'), ('other', 'Somebody else')], default='school', max_length=10)),
                    ('due_on', models.DateField()),
                    ('act_by', models.DateField()),
                    ('from_event', models.CharField(blank=True, max_length=60)),
                    ('from_on', models.DateField(blank=True, null=True)),
                    ('why', models.CharField(blank=True, max_length=400)),
                    ('created_at', models.DateTimeField(auto_now_add=True)),
                    ('closed_on', models.DateField(blank=True, null=True)),
                    ('closed_why', models.CharField(blank=True, max_length=300)),
                    ('closed_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('owner', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='deadlines', to=settings.AUTH_USER_MODEL)),
                    ('school', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='senco.school')),
                ],
                options={
                    'abstract': False,
                },
            ),
            migrations.CreateModel(
                name='Enrolment',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('starts_on', models.DateField()),
                    ('ends_on', models.DateField(blank=True, null=True)),
                    ('left_for', models.CharField(blank=True, max_length=200)),
                    ('school', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='senco.school')),
                ],
                options={
                    'ordering': ['-starts_on', '-pk'],
                    'abstract': False,
                },
            ),
            migrations.CreateModel(
                name='GroupStaff',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('starts_on', models.DateField()),
                    ('ends_on', models.DateField(blank=True, null=True)),
                    ('school', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='senco.school')),
                    ('user', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='group_rows', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'abstract': False,
                },
            ),
            migrations.CreateModel(
                name='ImportRun',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('file', models.FileField(blank=True, max_length=300, upload_to='imports/%Y/')),
                    ('file_name', models.CharField(max_length=200)),
                    ('kind', models.CharField(blank=True, max_length=20)),
                    ('state', models.CharField(choices=[('reading', 'Being read'), ('mapping', 'Columns to be named'), ('preview', 'Ready to look through'), ('queued', 'Waiting'), ('running', 'Going in'), ('done', 'Taken in'), ('refused', 'Refused'), ('dropped', 'Given up')], max_length=10)),
                    ('mapping', models.JSONField(blank=True, default=dict)),
                    ('choices', models.JSONField(blank=True, default=dict)),
                    ('about', models.JSONField(blank=True, default=dict)),
                    ('is_whole_roll', models.BooleanField(default=False)),
                    ('leavers_confirmed', models.PositiveIntegerField(blank=True, null=True)),
                    ('other_school_confirmed', models.BooleanField(default=False)),
                    ('preview', models.JSONField(blank=True, default=dict)),
                    ('created_at', models.DateTimeField(auto_now_add=True)),
                    ('finished_at', models.DateTimeField(blank=True, null=True)),
                    ('job', senco.rows.SchoolForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='senco.job')),
                    ('school', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='senco.school')),
                    ('user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'ordering': ['-created_at'],
                    'abstract': False,
                },
            ),
            migrations.CreateModel(
                name='ImportLine',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('tab', models.CharField(max_length=10)),
                    ('line', models.PositiveIntegerField(null=True)),
                    ('pupil_id', models.BigIntegerField(null=True)),
                    ('name', models.CharField(blank=True, max_length=300)),
                    ('group', models.CharField(blank=True, max_length=120)),
                    ('changes', models.JSONField(default=list)),
                    ('candidates', models.JSONField(default=list)),
                    ('school', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='senco.school')),
                    ('run', senco.rows.SchoolForeignKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='lines', to='pupils.importrun')),
                ],
                options={
                    'ordering': ['pk'],
                    'abstract': False,
                },
            ),
            migrations.CreateModel(
                name='KeyAdult',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('starts_on', models.DateField()),
                    ('ends_on', models.DateField(blank=True, null=True)),
                    ('adult', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='key_pupils', to=settings.AUTH_USER_MODEL)),
                    ('school', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='senco.school')),
                ],
                options={
                    'ordering': ['-starts_on', '-pk'],
                    'abstract': False,
                },
            ),
            migrations.CreateModel(
                name='LeadTimes',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('rule', models.CharField(blank=True, max_length=60)),
                    ('days', models.JSONField(default=list)),
                    ('school', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='senco.school')),
                ],
                options={
                    'abstract': False,
                },
            ),
            migrations.CreateModel(
                name='MainConcern',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('starts_on', models.DateField()),
                    ('ends_on', models.DateField(blank=True, null=True)),
                    ('text', models.TextField(max_length=600, verbose_name='Main concern')),
                    ('school', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='senco.school')),
                    ('written_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'ordering': ['-starts_on', '-pk'],
                    'abstract': False,
                },
            ),
            migrations.CreateModel(
                name='Measure',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('name', models.CharField(max_length=80)),
                    ('kind', models.CharField(choices=[('age', 'An age in years and months'), ('standard', 'A standardised score (average 100)'), ('number', 'A number, such as a mark'), ('pass', 'A mark with a pass mark that is set each year'), ('levels', 'Words in order, the lowest first')], max_length=10, verbose_name='Its scale')),
                    ('lowest', models.DecimalField(decimal_places=2, default=0, max_digits=7, verbose_name='Lowest possible')),
                    ('highest', models.DecimalField(decimal_places=2, default=100, max_digits=7, verbose_name='Highest possible')),
                    ('levels', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=60), blank=True, default=list, size=None, verbose_name='The words')),
                    ('higher_is_better', models.BooleanField(default=True, verbose_name='Higher is better')),
                    ('expected_gain', models.DecimalField(blank=True, decimal_places=2, max_digits=6, null=True, verbose_name='Usual gain in a year')),
                    ('pass_marks', models.JSONField(blank=True, default=dict)),
                    ('also', models.CharField(blank=True, max_length=300, verbose_name='Other headings in files')),
                    ('place', models.PositiveSmallIntegerField(default=100, editable=False)),
                    ('is_active', models.BooleanField(default=True, verbose_name='In use')),
                    ('is_judged', models.BooleanField(default=True, verbose_name='On the progress page')),
                    ('band', models.DecimalField(decimal_places=2, default=10, max_digits=6, verbose_name='Start alike')),
                    ('slower_by', models.DecimalField(decimal_places=2, default=10, max_digits=6, verbose_name='Significantly slower')),
                    ('gap', models.DecimalField(decimal_places=2, default=15, max_digits=6, verbose_name='A gap')),
                    ('least_peers', models.PositiveSmallIntegerField(default=5, validators=[django.core.validators.MinValueValidator(3), django.core.validators.MaxValueValidator(100)], verbose_name='Fewest others')),
                    ('months', models.PositiveSmallIntegerField(default=12, validators=[django.core.validators.MinValueValidator(3), django.core.validators.MaxValueValidator(36)], verbose_name='Months looked at')),
                    ('version', models.PositiveIntegerField(default=1, editable=False)),
                    ('school', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='senco.school')),
                ],
                options={
                    'ordering': ['place', 'name'],
                    'abstract': False,
                },
            ),
            migrations.CreateModel(
                name='MeasureEvent',
                fields=[
                    ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                    ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                    ('pgh_label', models.TextField(help_text='The event label.')),
                    ('id', models.BigIntegerField()),
                    ('name', models.CharField(max_length=80)),
                    ('kind', models.CharField(choices=[('age', 'An age in years and months'), ('standard', 'A standardised score (average 100)'), ('number', 'A number, such as a mark'), ('pass', 'A mark with a pass mark that is set each year'), ('levels', 'Words in order, the lowest first')], max_length=10, verbose_name='Its scale')),
                    ('lowest', models.DecimalField(decimal_places=2, default=0, max_digits=7, verbose_name='Lowest possible')),
                    ('highest', models.DecimalField(decimal_places=2, default=100, max_digits=7, verbose_name='Highest possible')),
                    ('levels', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=60), blank=True, default=list, size=None, verbose_name='The words')),
                    ('higher_is_better', models.BooleanField(default=True, verbose_name='Higher is better')),
                    ('expected_gain', models.DecimalField(blank=True, decimal_places=2, max_digits=6, null=True, verbose_name='Usual gain in a year')),
                    ('pass_marks', models.JSONField(blank=True, default=dict)),
                    ('also', models.CharField(blank=True, max_length=300, verbose_name='Other headings in files')),
                    ('place', models.PositiveSmallIntegerField(default=100, editable=False)),
                    ('is_active', models.BooleanField(default=True, verbose_name='In use')),
                    ('is_judged', models.BooleanField(default=True, verbose_name='On the progress page')),
                    ('band', models.DecimalField(decimal_places=2, default=10, max_digits=6, verbose_name='Start alike')),
                    ('slower_by', models.DecimalField(decimal_places=2, default=10, max_digits=6, verbose_name='Significantly slower')),
                    ('gap', models.DecimalField(decimal_places=2, default=15, max_digits=6, verbose_name='A gap')),
                    ('least_peers', models.PositiveSmallIntegerField(default=5, validators=[django.core.validators.MinValueValidator(3), django.core.validators.MaxValueValidator(100)], verbose_name='Fewest others')),
                    ('months', models.PositiveSmallIntegerField(default=12, validators=[django.core.validators.MinValueValidator(3), django.core.validators.MaxValueValidator(36)], verbose_name='Months looked at')),
                    ('version', models.PositiveIntegerField(default=1, editable=False)),
                    ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                    ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='pupils.measure')),
                    ('school', models.ForeignKey(db_constraint=False, editable=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='senco.school')),
                ],
                options={
                    'abstract': False,
                },
            ),
            migrations.CreateModel(
                name='Note',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('confined_to', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=20), blank=True, default=list, size=None, verbose_name='Only for')),
                    ('on', models.DateField(verbose_name='About the day')),
                    ('text', models.TextField(verbose_name='Note')),
                    ('written_at', models.DateTimeField(auto_now_add=True)),
                    ('removed_at', models.DateTimeField(blank=True, editable=False, null=True)),
                    ('version', models.PositiveIntegerField(default=1, editable=False)),
                    ('school', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='senco.school')),
                    ('written_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'ordering': ['-on', '-pk'],
                    'abstract': False,
                },
            ),
            migrations.CreateModel(
                name='Observation',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('part', models.CharField(blank=True, max_length=200)),
                    ('asked_at', models.DateTimeField(default=django.utils.timezone.now)),
                    ('cognition', models.PositiveSmallIntegerField(blank=True, choices=[(0, 'Not seen'), (1, 'Much as others'), (2, 'A little hard'), (3, 'Hard'), (4, 'Very hard')], null=True)),
                    ('cognition_words', models.CharField(blank=True, max_length=300, verbose_name='In a sentence')),
                    ('communication', models.PositiveSmallIntegerField(blank=True, choices=[(0, 'Not seen'), (1, 'Much as others'), (2, 'A little hard'), (3, 'Hard'), (4, 'Very hard')], null=True)),
                    ('communication_words', models.CharField(blank=True, max_length=300, verbose_name='In a sentence')),
                    ('emotional', models.PositiveSmallIntegerField(blank=True, choices=[(0, 'Not seen'), (1, 'Much as others'), (2, 'A little hard'), (3, 'Hard'), (4, 'Very hard')], null=True)),
                    ('emotional_words', models.CharField(blank=True, max_length=300, verbose_name='In a sentence')),
                    ('sensory', models.PositiveSmallIntegerField(blank=True, choices=[(0, 'Not seen'), (1, 'Much as others'), (2, 'A little hard'), (3, 'Hard'), (4, 'Very hard')], null=True)),
                    ('sensory_words', models.CharField(blank=True, max_length=300, verbose_name='In a sentence')),
                    ('attendance', models.PositiveSmallIntegerField(blank=True, choices=[(0, 'Not seen'), (1, 'Much as others'), (2, 'A little hard'), (3, 'Hard'), (4, 'Very hard')], null=True)),
                    ('attendance_words', models.CharField(blank=True, max_length=300, verbose_name='In a sentence')),
                    ('answered_at', models.DateTimeField(blank=True, null=True)),
                    ('asked', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('asked_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('case', senco.rows.SchoolForeignKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='observations', to='pupils.concerncase')),
                    ('school', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='senco.school')),
                ],
                options={
                    'ordering': ['part', 'pk'],
                    'abstract': False,
                },
            ),
            migrations.CreateModel(
                name='ObservationRequest',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('due_on', models.DateField(verbose_name='By')),
                    ('asked_at', models.DateTimeField(default=django.utils.timezone.now)),
                    ('asked_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('case', senco.rows.SchoolForeignKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='observation_requests', to='pupils.concerncase')),
                    ('school', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='senco.school')),
                ],
                options={
                    'abstract': False,
                },
            ),
            migrations.CreateModel(
                name='ObservationEvent',
                fields=[
                    ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                    ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                    ('pgh_label', models.TextField(help_text='The event label.')),
                    ('id', models.BigIntegerField()),
                    ('part', models.CharField(blank=True, max_length=200)),
                    ('asked_at', models.DateTimeField(default=django.utils.timezone.now)),
                    ('cognition', models.PositiveSmallIntegerField(blank=True, choices=[(0, 'Not seen'), (1, 'Much as others'), (2, 'A little hard'), (3, 'Hard'), (4, 'Very hard')], null=True)),
                    ('cognition_words', models.CharField(blank=True, max_length=300, verbose_name='In a sentence')),
                    ('communication', models.PositiveSmallIntegerField(blank=True, choices=[(0, 'Not seen'), (1, 'Much as others'), (2, 'A little hard'), (3, 'Hard'), (4, 'Very hard')], null=True)),
                    ('communication_words', models.CharField(blank=True, max_length=300, verbose_name='In a sentence')),
                    ('emotional', models.PositiveSmallIntegerField(blank=True, choices=[(0, 'Not seen'), (1, 'Much as others'), (2, 'A little hard'), (3, 'Hard'), (4, 'Very hard')], null=True)),
                    ('emotional_words', models.CharField(blank=True, max_length=300, verbose_name='In a sentence')),
                    ('sensory', models.PositiveSmallIntegerField(blank=True, choices=[(0, 'Not seen'), (1, 'Much as others'), (2, 'A little hard'), (3, 'Hard'), (4, 'Very hard')], null=True)),
                    ('sensory_words', models.CharField(blank=True, max_length=300, verbose_name='In a sentence')),
                    ('attendance', models.PositiveSmallIntegerField(blank=True, choices=[(0, 'Not seen'), (1, 'Much as others'), (2, 'A little hard'), (3, 'Hard'), (4, 'Very hard')], null=True)),
                    ('attendance_words', models.CharField(blank=True, max_length=300, verbose_name='In a sentence')),
                    ('answered_at', models.DateTimeField(blank=True, null=True)),
                    ('asked', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                    ('asked_by', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                    ('case', senco.rows.SchoolForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='pupils.concerncase')),
                    ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                    ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='pupils.observation')),
                    ('school', models.ForeignKey(db_constraint=False, editable=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='senco.school')),
                    ('request', senco.rows.SchoolForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='pupils.observationrequest')),
                ],
                options={
                    'abstract': False,
                },
            ),
            migrations.AddField(
                model_name='observation',
                name='request',
                field=senco.rows.SchoolForeignKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='observations', to='pupils.observationrequest'),
            ),
            migrations.CreateModel(
                name='ParentsInvolved',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('on', models.DateField(verbose_name='On')),
                    ('told', models.BooleanField(verbose_name='Have they been told?')),
                    ('response', models.TextField(blank=True, verbose_name='What did they say?')),
                    ('why_not', models.CharField(blank=True, max_length=300, verbose_name='Not yet, because')),
                    ('at', models.DateTimeField(auto_now_add=True)),
                    ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('case', senco.rows.SchoolForeignKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='parents_involved', to='pupils.concerncase')),
                    ('school', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='senco.school')),
                ],
                options={
                    'ordering': ['-on', '-pk'],
                    'abstract': False,
                },
            ),
            migrations.CreateModel(
                name='ParentsInvolvedEvent',
                fields=[
                    ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                    ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                    ('pgh_label', models.TextField(help_text='The event label.')),
                    ('id', models.BigIntegerField()),
                    ('on', models.DateField(verbose_name='On')),
                    ('told', models.BooleanField(verbose_name='Have they been told?')),
                    ('response', models.TextField(blank=True, verbose_name='What did they say?')),
                    ('why_not', models.CharField(blank=True, max_length=300, verbose_name='Not yet, because')),
                    ('at', models.DateTimeField(auto_now_add=True)),
                    ('by', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                    ('case', senco.rows.SchoolForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='pupils.concerncase')),
                    ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                    ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='pupils.parentsinvolved')),
                    ('school', models.ForeignKey(db_constraint=False, editable=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='senco.school')),
                ],
                options={
                    'abstract': False,
                },
            ),
            migrations.CreateModel(
                name='ProgressDecision',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('result_on', models.DateField()),
                    ('value', models.DecimalField(decimal_places=2, max_digits=7)),
                    ('reason', models.TextField(max_length=2000, verbose_name='Not SEN, because')),
                    ('decided_on', models.DateField()),
                    ('taken_back_at', models.DateTimeField(blank=True, null=True)),
                    ('decided_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('measure', senco.rows.SchoolForeignKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='decisions', to='pupils.measure')),
                    ('school', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='senco.school')),
                    ('taken_back_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'ordering': ['-decided_on', '-pk'],
                    'abstract': False,
                },
            ),
            migrations.CreateModel(
                name='ProgressLook',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('is_stale', models.BooleanField(default=True)),
                    ('worked_on', models.DateField(null=True)),
                    ('worked_at', models.DateTimeField(null=True)),
                    ('compared', models.PositiveIntegerField(default=0)),
                    ('few', models.PositiveIntegerField(default=0)),
                    ('none', models.PositiveIntegerField(default=0)),
                    ('school', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='senco.school')),
                ],
                options={
                    'abstract': False,
                },
            ),
            migrations.CreateModel(
                name='Pupil',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('upn', models.CharField(blank=True, db_collation='C', max_length=13, verbose_name='UPN')),
                    ('former_upn', models.CharField(blank=True, db_collation='C', max_length=13, verbose_name='Former UPN')),
                    ('local_ref', models.CharField(blank=True, help_text='For a setting without UPNs.', max_length=40, verbose_name='Own reference')),
                    ('admission_number', models.CharField(blank=True, max_length=20)),
                    ('forename', models.CharField(max_length=100)),
                    ('surname', models.CharField(max_length=100)),
                    ('preferred_forename', models.CharField(blank=True, max_length=100)),
                    ('middle_names', models.CharField(blank=True, max_length=100)),
                    ('former_surname', models.CharField(blank=True, max_length=100)),
                    ('date_of_birth', models.DateField()),
                    ('sex', models.CharField(blank=True, choices=[('F', 'Female'), ('M', 'Male')], max_length=1)),
                    ('ethnicity', models.CharField(blank=True, max_length=10)),
                    ('first_language', models.CharField(blank=True, max_length=60)),
                    ('address', models.TextField(blank=True)),
                    ('sort_name', models.CharField(db_collation='C', editable=False, max_length=220)),
                    ('school', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='senco.school')),
                ],
                options={
                    'abstract': False,
                },
            ),
            migrations.CreateModel(
                name='ProgressDecisionEvent',
                fields=[
                    ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                    ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                    ('pgh_label', models.TextField(help_text='The event label.')),
                    ('id', models.BigIntegerField()),
                    ('result_on', models.DateField()),
                    ('value', models.DecimalField(decimal_places=2, max_digits=7)),
                    ('reason', models.TextField(max_length=2000, verbose_name='Not SEN, because')),
                    ('decided_on', models.DateField()),
                    ('taken_back_at', models.DateTimeField(blank=True, null=True)),
                    ('decided_by', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                    ('measure', senco.rows.SchoolForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='pupils.measure')),
                    ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                    ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='pupils.progressdecision')),
                    ('school', models.ForeignKey(db_constraint=False, editable=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='senco.school')),
                    ('taken_back_by', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                    ('pupil', senco.rows.SchoolForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='pupils.pupil')),
                ],
                options={
                    'abstract': False,
                },
            ),
            migrations.AddField(
                model_name='progressdecision',
                name='pupil',
                field=senco.rows.SchoolForeignKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='progress_decisions', to='pupils.pupil'),
            ),
            migrations.CreateModel(
                name='NoteEvent',
                fields=[
                    ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                    ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                    ('pgh_label', models.TextField(help_text='The event label.')),
                    ('id', models.BigIntegerField()),
                    ('confined_to', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=20), blank=True, default=list, size=None, verbose_name='Only for')),
                    ('on', models.DateField(verbose_name='About the day')),
                    ('text', models.TextField(verbose_name='Note')),
                    ('written_at', models.DateTimeField(auto_now_add=True)),
                    ('removed_at', models.DateTimeField(blank=True, editable=False, null=True)),
                    ('version', models.PositiveIntegerField(default=1, editable=False)),
                    ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                    ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='pupils.note')),
                    ('school', models.ForeignKey(db_constraint=False, editable=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='senco.school')),
                    ('written_by', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                    ('pupil', senco.rows.SchoolForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='pupils.pupil')),
                ],
                options={
                    'abstract': False,
                },
            ),
            migrations.AddField(
                model_name='note',
                name='pupil',
                field=senco.rows.SchoolForeignKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='notes', to='pupils.pupil'),
            ),
            migrations.CreateModel(
                name='MainConcernEvent',
                fields=[
                    ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                    ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                    ('pgh_label', models.TextField(help_text='The event label.')),
                    ('id', models.BigIntegerField()),
                    ('starts_on', models.DateField()),
                    ('ends_on', models.DateField(blank=True, null=True)),
                    ('text', models.TextField(max_length=600, verbose_name='Main concern')),
                    ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                    ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='pupils.mainconcern')),
                    ('school', models.ForeignKey(db_constraint=False, editable=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='senco.school')),
                    ('written_by', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                    ('pupil', senco.rows.SchoolForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='pupils.pupil')),
                ],
                options={
                    'abstract': False,
                },
            ),
            migrations.AddField(
                model_name='mainconcern',
                name='pupil',
                field=senco.rows.SchoolForeignKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='%(class)s_rows', to='pupils.pupil'),
            ),
            migrations.CreateModel(
                name='KeyAdultEvent',
                fields=[
                    ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                    ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                    ('pgh_label', models.TextField(help_text='The event label.')),
                    ('id', models.BigIntegerField()),
                    ('starts_on', models.DateField()),
                    ('ends_on', models.DateField(blank=True, null=True)),
                    ('adult', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                    ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                    ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='pupils.keyadult')),
                    ('school', models.ForeignKey(db_constraint=False, editable=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='senco.school')),
                    ('pupil', senco.rows.SchoolForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='pupils.pupil')),
                ],
                options={
                    'abstract': False,
                },
            ),
            migrations.AddField(
                model_name='keyadult',
                name='pupil',
                field=senco.rows.SchoolForeignKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='%(class)s_rows', to='pupils.pupil'),
            ),
            migrations.CreateModel(
                name='GroupPupil',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('starts_on', models.DateField()),
                    ('ends_on', models.DateField(blank=True, null=True)),
                    ('school', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='senco.school')),
                    ('pupil', senco.rows.SchoolForeignKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='group_rows', to='pupils.pupil')),
                ],
                options={
                    'ordering': ['-starts_on', '-pk'],
                    'abstract': False,
                },
            ),
            migrations.CreateModel(
                name='EnrolmentEvent',
                fields=[
                    ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                    ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                    ('pgh_label', models.TextField(help_text='The event label.')),
                    ('id', models.BigIntegerField()),
                    ('starts_on', models.DateField()),
                    ('ends_on', models.DateField(blank=True, null=True)),
                    ('left_for', models.CharField(blank=True, max_length=200)),
                    ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                    ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='pupils.enrolment')),
                    ('school', models.ForeignKey(db_constraint=False, editable=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='senco.school')),
                    ('pupil', senco.rows.SchoolForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='pupils.pupil')),
                ],
                options={
                    'abstract': False,
                },
            ),
            migrations.AddField(
                model_name='enrolment',
                name='pupil',
                field=senco.rows.SchoolForeignKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='%(class)s_rows', to='pupils.pupil'),
            ),
            migrations.CreateModel(
                name='DeadlineEvent',
                fields=[
                    ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                    ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                    ('pgh_label', models.TextField(help_text='The event label.')),
                    ('id', models.BigIntegerField()),
                    ('confined_to', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=20), blank=True, default=list, size=None, verbose_name='Only for')),
                    ('rule', models.CharField(max_length=60)),
                    ('subject_kind', models.CharField(max_length=40)),
                    ('subject_id', models.BigIntegerField()),
                    ('side', models.CharField(choices=[('school', 'School'), ('authority', 'Local authority'), ('family', 'Family'), ('other', 'Somebody else')], default='school', max_length=10)),
                    ('due_on', models.DateField()),
                    ('act_by', models.DateField()),
                    ('from_event', models.CharField(blank=True, max_length=60)),
                    ('from_on', models.DateField(blank=True, null=True)),
                    ('why', models.CharField(blank=True, max_length=400)),
                    ('created_at', models.DateTimeField(auto_now_add=True)),
                    ('closed_on', models.DateField(blank=True, null=True)),
                    ('closed_why', models.CharField(blank=True, max_length=300)),
                    ('closed_by', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                    ('owner', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                    ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                    ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='pupils.deadline')),
                    ('school', models.ForeignKey(db_constraint=False, editable=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='senco.school')),
                    ('pupil', senco.rows.SchoolForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='pupils.pupil')),
                ],
                options={
                    'abstract': False,
                },
            ),
            migrations.AddField(
                model_name='deadline',
                name='pupil',
                field=senco.rows.SchoolForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='deadlines', to='pupils.pupil'),
            ),
            migrations.CreateModel(
                name='CorrectionEvent',
                fields=[
                    ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                    ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                    ('pgh_label', models.TextField(help_text='The event label.')),
                    ('id', models.BigIntegerField()),
                    ('field', models.CharField(max_length=40)),
                    ('value', models.TextField(blank=True)),
                    ('file_value', models.TextField(blank=True)),
                    ('at', models.DateTimeField(auto_now=True)),
                    ('by', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                    ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                    ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='pupils.correction')),
                    ('school', models.ForeignKey(db_constraint=False, editable=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='senco.school')),
                    ('pupil', senco.rows.SchoolForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='pupils.pupil')),
                ],
                options={
                    'abstract': False,
                },
            ),
            migrations.AddField(
                model_name='correction',
                name='pupil',
                field=senco.rows.SchoolForeignKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='corrections', to='pupils.pupil'),
            ),
            migrations.CreateModel(
                name='ContactEvent',
                fields=[
                    ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                    ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                    ('pgh_label', models.TextField(help_text='The event label.')),
                    ('id', models.BigIntegerField()),
                    ('order', models.PositiveSmallIntegerField(default=1)),
                    ('title', models.CharField(blank=True, max_length=20)),
                    ('forename', models.CharField(blank=True, max_length=100)),
                    ('surname', models.CharField(blank=True, max_length=100)),
                    ('relationship', models.CharField(blank=True, max_length=60)),
                    ('has_responsibility', models.BooleanField(blank=True, null=True, verbose_name='Has parental responsibility')),
                    ('email', models.EmailField(blank=True, max_length=254)),
                    ('phone', models.CharField(blank=True, max_length=40)),
                    ('address', models.TextField(blank=True)),
                    ('prefers', models.CharField(blank=True, choices=[('email', 'E-mail'), ('phone', 'Phone'), ('text', 'Text message'), ('letter', 'Letter'), ('in_person', 'In person')], max_length=10, verbose_name='Prefers to be reached by')),
                    ('language', models.CharField(blank=True, max_length=60)),
                    ('needs_interpreter', models.BooleanField(default=False, verbose_name='Needs an interpreter')),
                    ('may_see', models.CharField(blank=True, choices=[('', 'Not decided'), ('all', 'The plan, reviews and other papers'), ('reviews', 'Reviews only'), ('nothing', 'Nothing')], default='', max_length=8, verbose_name='May be shown')),
                    ('must_not_contact', models.BooleanField(default=False, verbose_name='Must not be contacted')),
                    ('must_not_why', models.CharField(blank=True, max_length=300, verbose_name='Why they must not be contacted')),
                    ('is_current', models.BooleanField(default=True)),
                    ('set_by_hand', models.BooleanField(default=False, editable=False)),
                    ('version', models.PositiveIntegerField(default=1, editable=False)),
                    ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                    ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='pupils.contact')),
                    ('school', models.ForeignKey(db_constraint=False, editable=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='senco.school')),
                    ('pupil', senco.rows.SchoolForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='pupils.pupil')),
                ],
                options={
                    'abstract': False,
                },
            ),
            migrations.AddField(
                model_name='contact',
                name='pupil',
                field=senco.rows.SchoolForeignKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='contacts', to='pupils.pupil'),
            ),
            migrations.CreateModel(
                name='ConcernEvent',
                fields=[
                    ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                    ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                    ('pgh_label', models.TextField(help_text='The event label.')),
                    ('id', models.BigIntegerField()),
                    ('area', models.CharField(max_length=10, verbose_name='Area of concern')),
                    ('source', models.CharField(choices=[('staff', 'I do'), ('parent', 'A parent or carer'), ('pupil', 'The pupil'), ('agency', 'An agency')], default='staff', max_length=8, verbose_name='Who raises it?')),
                    ('said_by', models.CharField(blank=True, max_length=120, verbose_name='Who said it?')),
                    ('said_on', models.DateField(blank=True, null=True, verbose_name='When?')),
                    ('said_how', models.CharField(blank=True, choices=[('said', 'In person'), ('call', 'By telephone'), ('written', 'In writing')], max_length=8, verbose_name='How?')),
                    ('their_words', models.TextField(blank=True, verbose_name='What did they say?')),
                    ('seen', models.TextField(blank=True, verbose_name='What have you seen?')),
                    ('tried', models.TextField(blank=True, verbose_name='What have you tried?')),
                    ('parents_told', models.BooleanField(verbose_name='Have the parents been told?')),
                    ('parents_said', models.TextField(blank=True, verbose_name='What did they say?')),
                    ('parents_why_not', models.CharField(blank=True, max_length=300, verbose_name='Why not yet?')),
                    ('logged_at', models.DateTimeField(auto_now_add=True)),
                    ('answer_read_at', models.DateTimeField(blank=True, null=True)),
                    ('form_key', models.UUIDField(editable=False, null=True)),
                    ('case', senco.rows.SchoolForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='pupils.concerncase')),
                    ('logged_by', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                    ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                    ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='pupils.concern')),
                    ('school', models.ForeignKey(db_constraint=False, editable=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='senco.school')),
                    ('pupil', senco.rows.SchoolForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='pupils.pupil')),
                ],
                options={
                    'abstract': False,
                },
            ),
            migrations.CreateModel(
                name='ConcernCaseEvent',
                fields=[
                    ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                    ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                    ('pgh_label', models.TextField(help_text='The event label.')),
                    ('id', models.BigIntegerField()),
                    ('state', models.CharField(choices=[('new', 'New'), ('watching', 'Watching'), ('gathering', 'Asking colleagues'), ('sen_support', 'SEN support started'), ('closed', 'Closed')], default='new', max_length=12)),
                    ('look_again_on', models.DateField(blank=True, null=True, verbose_name='Look again on')),
                    ('outcome', models.TextField(blank=True, verbose_name='What the teacher is told')),
                    ('opened_at', models.DateTimeField(default=django.utils.timezone.now)),
                    ('closed_at', models.DateTimeField(blank=True, null=True)),
                    ('version', models.PositiveIntegerField(default=1, editable=False)),
                    ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                    ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='pupils.concerncase')),
                    ('school', models.ForeignKey(db_constraint=False, editable=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='senco.school')),
                    ('pupil', senco.rows.SchoolForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='pupils.pupil')),
                ],
                options={
                    'abstract': False,
                },
            ),
            migrations.AddField(
                model_name='concerncase',
                name='pupil',
                field=senco.rows.SchoolForeignKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='concern_cases', to='pupils.pupil'),
            ),
            migrations.AddField(
                model_name='concern',
                name='pupil',
                field=senco.rows.SchoolForeignKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='concerns', to='pupils.pupil'),
            ),
            migrations.CreateModel(
                name='CharacteristicEvent',
                fields=[
                    ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                    ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                    ('pgh_label', models.TextField(help_text='The event label.')),
                    ('id', models.BigIntegerField()),
                    ('starts_on', models.DateField()),
                    ('ends_on', models.DateField(blank=True, null=True)),
                    ('kind', models.CharField(choices=[('looked_after', 'Looked after'), ('previously_looked_after', 'Previously looked after'), ('pupil_premium', 'Pupil premium'), ('fsm', 'Free school meals'), ('eal', 'English as an additional language'), ('young_carer', 'Young carer'), ('service_child', 'Service child'), ('sen_unit', 'In the SEN unit'), ('resourced', 'In resourced provision')], max_length=30)),
                    ('detail', models.CharField(blank=True, max_length=200)),
                    ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                    ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='pupils.characteristic')),
                    ('school', models.ForeignKey(db_constraint=False, editable=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='senco.school')),
                    ('pupil', senco.rows.SchoolForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='pupils.pupil')),
                ],
                options={
                    'abstract': False,
                },
            ),
            migrations.AddField(
                model_name='characteristic',
                name='pupil',
                field=senco.rows.SchoolForeignKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='%(class)s_rows', to='pupils.pupil'),
            ),
            migrations.CreateModel(
                name='AttendanceEvent',
                fields=[
                    ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                    ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                    ('pgh_label', models.TextField(help_text='The event label.')),
                    ('id', models.BigIntegerField()),
                    ('starts_on', models.DateField()),
                    ('ends_on', models.DateField()),
                    ('percent', models.DecimalField(decimal_places=1, max_digits=4)),
                    ('is_running', models.BooleanField(default=False, verbose_name='The year so far')),
                    ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                    ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='pupils.attendance')),
                    ('school', models.ForeignKey(db_constraint=False, editable=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='senco.school')),
                    ('pupil', senco.rows.SchoolForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='pupils.pupil')),
                ],
                options={
                    'abstract': False,
                },
            ),
            migrations.AddField(
                model_name='attendance',
                name='pupil',
                field=senco.rows.SchoolForeignKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='attendance_rows', to='pupils.pupil'),
            ),
            migrations.CreateModel(
                name='AdviceRequest',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('question', models.TextField(verbose_name='Your question')),
                    ('asked_at', models.DateTimeField(default=django.utils.timezone.now)),
                    ('answer', models.TextField(blank=True, verbose_name='Your answer')),
                    ('answered_at', models.DateTimeField(blank=True, null=True)),
                    ('answer_read_at', models.DateTimeField(blank=True, null=True)),
                    ('form_key', models.UUIDField(editable=False, null=True)),
                    ('answered_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('asked_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('school', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='senco.school')),
                    ('pupil', senco.rows.SchoolForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='advice_requests', to='pupils.pupil')),
                ],
                options={
                    'ordering': ['-asked_at', '-pk'],
                    'abstract': False,
                },
            ),
            migrations.CreateModel(
                name='PupilEvent',
                fields=[
                    ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                    ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                    ('pgh_label', models.TextField(help_text='The event label.')),
                    ('id', models.BigIntegerField()),
                    ('upn', models.CharField(blank=True, db_collation='C', max_length=13, verbose_name='UPN')),
                    ('former_upn', models.CharField(blank=True, db_collation='C', max_length=13, verbose_name='Former UPN')),
                    ('local_ref', models.CharField(blank=True, help_text='For a setting without UPNs.', max_length=40, verbose_name='Own reference')),
                    ('admission_number', models.CharField(blank=True, max_length=20)),
                    ('forename', models.CharField(max_length=100)),
                    ('surname', models.CharField(max_length=100)),
                    ('preferred_forename', models.CharField(blank=True, max_length=100)),
                    ('middle_names', models.CharField(blank=True, max_length=100)),
                    ('former_surname', models.CharField(blank=True, max_length=100)),
                    ('date_of_birth', models.DateField()),
                    ('sex', models.CharField(blank=True, choices=[('F', 'Female'), ('M', 'Male')], max_length=1)),
                    ('ethnicity', models.CharField(blank=True, max_length=10)),
                    ('first_language', models.CharField(blank=True, max_length=60)),
                    ('address', models.TextField(blank=True)),
                    ('sort_name', models.CharField(db_collation='C', editable=False, max_length=220)),
                    ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                    ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='pupils.pupil')),
                    ('school', models.ForeignKey(db_constraint=False, editable=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='senco.school')),
                ],
                options={
                    'abstract': False,
                },
            ),
            migrations.CreateModel(
                name='PupilWord',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('word', models.CharField(db_collation='C', max_length=100)),
                    ('pupil', senco.rows.SchoolForeignKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='words', to='pupils.pupil')),
                    ('school', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='senco.school')),
                ],
                options={
                    'abstract': False,
                },
            ),
            migrations.CreateModel(
                name='Reminder',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('due_on', models.DateField()),
                    ('lead', models.CharField(max_length=10)),
                    ('tell_on', models.DateField()),
                    ('created_at', models.DateTimeField(auto_now_add=True)),
                    ('digest_on', models.DateField(blank=True, null=True)),
                    ('message_id', models.CharField(blank=True, max_length=120)),
                    ('sent_at', models.DateTimeField(blank=True, null=True)),
                    ('deadline', senco.rows.SchoolForeignKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='reminders', to='pupils.deadline')),
                    ('recipient', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='reminders', to=settings.AUTH_USER_MODEL)),
                    ('school', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='senco.school')),
                ],
                options={
                    'abstract': False,
                },
            ),
            migrations.CreateModel(
                name='ReminderSetting',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('meet_within', models.PositiveSmallIntegerField(default=5)),
                    ('written_on', models.DateField(blank=True, editable=False, null=True)),
                    ('school', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='senco.school')),
                    ('second_person', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'abstract': False,
                },
            ),
            migrations.CreateModel(
                name='Result',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('taken_on', models.DateField(verbose_name='Taken on')),
                    ('value', models.DecimalField(decimal_places=2, max_digits=7)),
                    ('written', models.CharField(max_length=60, verbose_name='Result')),
                    ('note', models.CharField(blank=True, max_length=300, verbose_name='Note')),
                    ('entered_at', models.DateTimeField(auto_now_add=True)),
                    ('entered_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('measure', senco.rows.SchoolForeignKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='results', to='pupils.measure')),
                    ('pupil', senco.rows.SchoolForeignKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='results', to='pupils.pupil')),
                    ('run', senco.rows.SchoolForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='pupils.importrun')),
                    ('school', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='senco.school')),
                ],
                options={
                    'ordering': ['-taken_on', '-pk'],
                    'abstract': False,
                },
            ),
            migrations.CreateModel(
                name='ResultEvent',
                fields=[
                    ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                    ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                    ('pgh_label', models.TextField(help_text='The event label.')),
                    ('id', models.BigIntegerField()),
                    ('taken_on', models.DateField(verbose_name='Taken on')),
                    ('value', models.DecimalField(decimal_places=2, max_digits=7)),
                    ('written', models.CharField(max_length=60, verbose_name='Result')),
                    ('note', models.CharField(blank=True, max_length=300, verbose_name='Note')),
                    ('entered_at', models.DateTimeField(auto_now_add=True)),
                    ('entered_by', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                    ('measure', senco.rows.SchoolForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='pupils.measure')),
                    ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                    ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='pupils.result')),
                    ('pupil', senco.rows.SchoolForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='pupils.pupil')),
                    ('run', senco.rows.SchoolForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='pupils.importrun')),
                    ('school', models.ForeignKey(db_constraint=False, editable=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='senco.school')),
                ],
                options={
                    'abstract': False,
                },
            ),
            migrations.CreateModel(
                name='SafeguardingNote',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('text', models.TextField()),
                    ('written_at', models.DateTimeField(auto_now_add=True)),
                    ('read_at', models.DateTimeField(blank=True, null=True)),
                    ('told_at', models.DateTimeField(blank=True, null=True)),
                    ('told_leads', models.JSONField(default=list, editable=False)),
                    ('tell_failures', models.PositiveSmallIntegerField(default=0, editable=False)),
                    ('tell_again_at', models.DateTimeField(editable=False, null=True)),
                    ('form_key', models.UUIDField(editable=False, null=True)),
                    ('pupil', senco.rows.SchoolForeignKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='pupils.pupil')),
                    ('read_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('school', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='senco.school')),
                    ('written_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'ordering': ['-written_at', '-pk'],
                    'abstract': False,
                },
            ),
            migrations.CreateModel(
                name='SafeguardingNoteEvent',
                fields=[
                    ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                    ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                    ('pgh_label', models.TextField(help_text='The event label.')),
                    ('id', models.BigIntegerField()),
                    ('text', models.TextField()),
                    ('written_at', models.DateTimeField(auto_now_add=True)),
                    ('read_at', models.DateTimeField(blank=True, null=True)),
                    ('told_at', models.DateTimeField(blank=True, null=True)),
                    ('told_leads', models.JSONField(default=list, editable=False)),
                    ('tell_failures', models.PositiveSmallIntegerField(default=0, editable=False)),
                    ('tell_again_at', models.DateTimeField(editable=False, null=True)),
                    ('form_key', models.UUIDField(editable=False, null=True)),
                    ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                    ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='pupils.safeguardingnote')),
                    ('pupil', senco.rows.SchoolForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='pupils.pupil')),
                    ('read_by', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                    ('school', models.ForeignKey(db_constraint=False, editable=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='senco.school')),
                    ('written_by', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'abstract': False,
                },
            ),
            migrations.CreateModel(
                name='SavedView',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('name', models.CharField(max_length=60)),
                    ('query', models.CharField(max_length=500)),
                    ('is_shared', models.BooleanField(default=False, verbose_name='Colleagues see it too')),
                    ('school', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='senco.school')),
                    ('user', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'ordering': ['name'],
                    'abstract': False,
                },
            ),
            migrations.CreateModel(
                name='SenNeed',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('starts_on', models.DateField()),
                    ('ends_on', models.DateField(blank=True, null=True)),
                    ('code', models.CharField(max_length=5)),
                    ('rank', models.PositiveSmallIntegerField(default=1)),
                    ('note', models.TextField(blank=True)),
                    ('pupil', senco.rows.SchoolForeignKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='%(class)s_rows', to='pupils.pupil')),
                    ('school', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='senco.school')),
                ],
                options={
                    'ordering': ['-starts_on', '-pk'],
                    'abstract': False,
                },
            ),
            migrations.CreateModel(
                name='SenNeedEvent',
                fields=[
                    ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                    ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                    ('pgh_label', models.TextField(help_text='The event label.')),
                    ('id', models.BigIntegerField()),
                    ('starts_on', models.DateField()),
                    ('ends_on', models.DateField(blank=True, null=True)),
                    ('code', models.CharField(max_length=5)),
                    ('rank', models.PositiveSmallIntegerField(default=1)),
                    ('note', models.TextField(blank=True)),
                    ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                    ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='pupils.senneed')),
                    ('pupil', senco.rows.SchoolForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='pupils.pupil')),
                    ('school', models.ForeignKey(db_constraint=False, editable=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='senco.school')),
                ],
                options={
                    'abstract': False,
                },
            ),
            migrations.CreateModel(
                name='SenStatus',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('starts_on', models.DateField()),
                    ('ends_on', models.DateField(blank=True, null=True)),
                    ('provision', models.CharField(choices=[('N', 'No SEN provision'), ('K', 'SEN support'), ('E', 'EHC plan')], max_length=1)),
                    ('reason', models.TextField(blank=True)),
                    ('decided_with', models.CharField(blank=True, max_length=200, verbose_name='Who else decided')),
                    ('parents_told_on', models.DateField(blank=True, null=True)),
                    ('parents_told_how', models.CharField(blank=True, max_length=200)),
                    ('decided_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('pupil', senco.rows.SchoolForeignKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='%(class)s_rows', to='pupils.pupil')),
                    ('school', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='senco.school')),
                ],
                options={
                    'ordering': ['-starts_on', '-pk'],
                    'abstract': False,
                },
            ),
            migrations.CreateModel(
                name='SenStatusEvent',
                fields=[
                    ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                    ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                    ('pgh_label', models.TextField(help_text='The event label.')),
                    ('id', models.BigIntegerField()),
                    ('starts_on', models.DateField()),
                    ('ends_on', models.DateField(blank=True, null=True)),
                    ('provision', models.CharField(choices=[('N', 'No SEN provision'), ('K', 'SEN support'), ('E', 'EHC plan')], max_length=1)),
                    ('reason', models.TextField(blank=True)),
                    ('decided_with', models.CharField(blank=True, max_length=200, verbose_name='Who else decided')),
                    ('parents_told_on', models.DateField(blank=True, null=True)),
                    ('parents_told_how', models.CharField(blank=True, max_length=200)),
                    ('decided_by', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                    ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                    ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='pupils.senstatus')),
                    ('pupil', senco.rows.SchoolForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='pupils.pupil')),
                    ('school', models.ForeignKey(db_constraint=False, editable=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='senco.school')),
                ],
                options={
                    'abstract': False,
                },
            ),
            migrations.CreateModel(
                name='Sibling',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('other_id', models.BigIntegerField()),
                    ('is_sibling', models.BooleanField(default=True)),
                    ('decided_at', models.DateTimeField(auto_now=True)),
                    ('decided_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('other_school', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='senco.school')),
                    ('pupil', senco.rows.SchoolForeignKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='siblings', to='pupils.pupil')),
                    ('school', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='senco.school')),
                ],
                options={
                    'abstract': False,
                },
            ),
            migrations.CreateModel(
                name='SiblingEvent',
                fields=[
                    ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                    ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                    ('pgh_label', models.TextField(help_text='The event label.')),
                    ('id', models.BigIntegerField()),
                    ('other_id', models.BigIntegerField()),
                    ('is_sibling', models.BooleanField(default=True)),
                    ('decided_at', models.DateTimeField(auto_now=True)),
                    ('decided_by', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                    ('other_school', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='senco.school')),
                    ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                    ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='pupils.sibling')),
                    ('pupil', senco.rows.SchoolForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='pupils.pupil')),
                    ('school', models.ForeignKey(db_constraint=False, editable=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='senco.school')),
                ],
                options={
                    'abstract': False,
                },
            ),
            migrations.CreateModel(
                name='SlowProgress',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('result', models.BigIntegerField()),
                    ('signs', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=10), size=None)),
                    ('figures', models.JSONField()),
                    ('strength', models.FloatField()),
                    ('started_on', models.DateField()),
                    ('ended_on', models.DateField()),
                    ('end', models.DecimalField(decimal_places=2, max_digits=7)),
                    ('year', models.CharField(max_length=2)),
                    ('year_place', models.PositiveSmallIntegerField()),
                    ('class_name', models.CharField(blank=True, max_length=40)),
                    ('measure', senco.rows.SchoolForeignKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='pupils.measure')),
                    ('pupil', senco.rows.SchoolForeignKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='slow_progress', to='pupils.pupil')),
                    ('school', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='senco.school')),
                ],
                options={
                    'abstract': False,
                },
            ),
            migrations.CreateModel(
                name='StrategyCard',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('title', models.CharField(max_length=120, verbose_name='Title')),
                    ('text', models.TextField(verbose_name='What to do')),
                    ('area', models.CharField(blank=True, choices=[('CI', 'Communication and interaction'), ('CL', 'Cognition and learning'), ('SEMH', 'Social, emotional and mental health'), ('SP', 'Sensory and physical'), ('other', 'Something else')], max_length=10, verbose_name='Area of need')),
                    ('tags', models.CharField(blank=True, max_length=200, verbose_name='Words to find it by')),
                    ('made_at', models.DateTimeField(default=django.utils.timezone.now)),
                    ('retired_at', models.DateTimeField(blank=True, null=True)),
                    ('version', models.PositiveIntegerField(default=1, editable=False)),
                    ('made_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('school', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='senco.school')),
                ],
                options={
                    'ordering': ['title', 'pk'],
                    'abstract': False,
                },
            ),
            migrations.CreateModel(
                name='StrategyCardEvent',
                fields=[
                    ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                    ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                    ('pgh_label', models.TextField(help_text='The event label.')),
                    ('id', models.BigIntegerField()),
                    ('title', models.CharField(max_length=120, verbose_name='Title')),
                    ('text', models.TextField(verbose_name='What to do')),
                    ('area', models.CharField(blank=True, choices=[('CI', 'Communication and interaction'), ('CL', 'Cognition and learning'), ('SEMH', 'Social, emotional and mental health'), ('SP', 'Sensory and physical'), ('other', 'Something else')], max_length=10, verbose_name='Area of need')),
                    ('tags', models.CharField(blank=True, max_length=200, verbose_name='Words to find it by')),
                    ('made_at', models.DateTimeField(default=django.utils.timezone.now)),
                    ('retired_at', models.DateTimeField(blank=True, null=True)),
                    ('version', models.PositiveIntegerField(default=1, editable=False)),
                    ('made_by', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                    ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                    ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='pupils.strategycard')),
                    ('school', models.ForeignKey(db_constraint=False, editable=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='senco.school')),
                ],
                options={
                    'abstract': False,
                },
            ),
            migrations.CreateModel(
                name='Suspension',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('kind', models.CharField(choices=[('suspension', 'Suspension'), ('permanent', 'Permanent exclusion')], default='suspension', max_length=12)),
                    ('starts_on', models.DateField()),
                    ('ends_on', models.DateField(blank=True, null=True)),
                    ('sessions', models.PositiveSmallIntegerField(blank=True, null=True)),
                    ('reason', models.CharField(blank=True, max_length=300)),
                    ('pupil', senco.rows.SchoolForeignKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='suspensions', to='pupils.pupil')),
                    ('recorded_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('school', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='senco.school')),
                ],
                options={
                    'ordering': ['-starts_on'],
                    'abstract': False,
                },
            ),
            migrations.CreateModel(
                name='SuspensionEvent',
                fields=[
                    ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                    ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                    ('pgh_label', models.TextField(help_text='The event label.')),
                    ('id', models.BigIntegerField()),
                    ('kind', models.CharField(choices=[('suspension', 'Suspension'), ('permanent', 'Permanent exclusion')], default='suspension', max_length=12)),
                    ('starts_on', models.DateField()),
                    ('ends_on', models.DateField(blank=True, null=True)),
                    ('sessions', models.PositiveSmallIntegerField(blank=True, null=True)),
                    ('reason', models.CharField(blank=True, max_length=300)),
                    ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                    ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='pupils.suspension')),
                    ('pupil', senco.rows.SchoolForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='pupils.pupil')),
                    ('recorded_by', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                    ('school', models.ForeignKey(db_constraint=False, editable=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='senco.school')),
                ],
                options={
                    'abstract': False,
                },
            ),
            migrations.CreateModel(
                name='TeachingGroup',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('kind', models.CharField(choices=[('registration', 'Class'), ('subject', 'Teaching group')], default='registration', max_length=12)),
                    ('name', models.CharField(max_length=40)),
                    ('subject', models.CharField(blank=True, max_length=60)),
                    ('ends_on', models.DateField(blank=True, null=True)),
                    ('version', models.PositiveIntegerField(default=1, editable=False)),
                    ('school', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='senco.school')),
                ],
                options={
                    'ordering': ['name'],
                    'abstract': False,
                },
            ),
            migrations.CreateModel(
                name='GroupStaffEvent',
                fields=[
                    ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                    ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                    ('pgh_label', models.TextField(help_text='The event label.')),
                    ('id', models.BigIntegerField()),
                    ('starts_on', models.DateField()),
                    ('ends_on', models.DateField(blank=True, null=True)),
                    ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                    ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='pupils.groupstaff')),
                    ('school', models.ForeignKey(db_constraint=False, editable=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='senco.school')),
                    ('user', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                    ('group', senco.rows.SchoolForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='pupils.teachinggroup')),
                ],
                options={
                    'abstract': False,
                },
            ),
            migrations.AddField(
                model_name='groupstaff',
                name='group',
                field=senco.rows.SchoolForeignKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='staff_rows', to='pupils.teachinggroup'),
            ),
            migrations.CreateModel(
                name='GroupPupilEvent',
                fields=[
                    ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                    ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                    ('pgh_label', models.TextField(help_text='The event label.')),
                    ('id', models.BigIntegerField()),
                    ('starts_on', models.DateField()),
                    ('ends_on', models.DateField(blank=True, null=True)),
                    ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                    ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='pupils.grouppupil')),
                    ('school', models.ForeignKey(db_constraint=False, editable=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='senco.school')),
                    ('pupil', senco.rows.SchoolForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='pupils.pupil')),
                    ('group', senco.rows.SchoolForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='pupils.teachinggroup')),
                ],
                options={
                    'abstract': False,
                },
            ),
            migrations.AddField(
                model_name='grouppupil',
                name='group',
                field=senco.rows.SchoolForeignKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='pupil_rows', to='pupils.teachinggroup'),
            ),
            migrations.CreateModel(
                name='AdviceRequestEvent',
                fields=[
                    ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                    ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                    ('pgh_label', models.TextField(help_text='The event label.')),
                    ('id', models.BigIntegerField()),
                    ('question', models.TextField(verbose_name='Your question')),
                    ('asked_at', models.DateTimeField(default=django.utils.timezone.now)),
                    ('answer', models.TextField(blank=True, verbose_name='Your answer')),
                    ('answered_at', models.DateTimeField(blank=True, null=True)),
                    ('answer_read_at', models.DateTimeField(blank=True, null=True)),
                    ('form_key', models.UUIDField(editable=False, null=True)),
                    ('answered_by', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                    ('asked_by', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                    ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                    ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='pupils.advicerequest')),
                    ('school', models.ForeignKey(db_constraint=False, editable=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='senco.school')),
                    ('pupil', senco.rows.SchoolForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='pupils.pupil')),
                    ('group', senco.rows.SchoolForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='pupils.teachinggroup')),
                ],
                options={
                    'abstract': False,
                },
            ),
            migrations.AddField(
                model_name='advicerequest',
                name='group',
                field=senco.rows.SchoolForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='advice_requests', to='pupils.teachinggroup'),
            ),
            migrations.CreateModel(
                name='TeachingGroupEvent',
                fields=[
                    ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                    ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                    ('pgh_label', models.TextField(help_text='The event label.')),
                    ('id', models.BigIntegerField()),
                    ('kind', models.CharField(choices=[('registration', 'Class'), ('subject', 'Teaching group')], default='registration', max_length=12)),
                    ('name', models.CharField(max_length=40)),
                    ('subject', models.CharField(blank=True, max_length=60)),
                    ('ends_on', models.DateField(blank=True, null=True)),
                    ('version', models.PositiveIntegerField(default=1, editable=False)),
                    ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                    ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='pupils.teachinggroup')),
                    ('school', models.ForeignKey(db_constraint=False, editable=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='senco.school')),
                ],
                options={
                    'abstract': False,
                },
            ),
            migrations.CreateModel(
                name='YearGroup',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('starts_on', models.DateField()),
                    ('ends_on', models.DateField(blank=True, null=True)),
                    ('code', models.CharField(max_length=2)),
                    ('pupil', senco.rows.SchoolForeignKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='%(class)s_rows', to='pupils.pupil')),
                    ('school', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='senco.school')),
                ],
                options={
                    'ordering': ['-starts_on', '-pk'],
                    'abstract': False,
                },
            ),
            migrations.CreateModel(
                name='YearGroupEvent',
                fields=[
                    ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                    ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                    ('pgh_label', models.TextField(help_text='The event label.')),
                    ('id', models.BigIntegerField()),
                    ('starts_on', models.DateField()),
                    ('ends_on', models.DateField(blank=True, null=True)),
                    ('code', models.CharField(max_length=2)),
                    ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                    ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='pupils.yeargroup')),
                    ('pupil', senco.rows.SchoolForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='pupils.pupil')),
                    ('school', models.ForeignKey(db_constraint=False, editable=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='senco.school')),
                ],
                options={
                    'abstract': False,
                },
            ),
            migrations.CreateModel(
                name='BulkAct',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('key', models.UUIDField(default=uuid.uuid4)),
                    ('kind', models.CharField(choices=[('year', 'Moved up a year'), ('key_adult', 'Key adult given')], max_length=10)),
                    ('done_at', models.DateTimeField(auto_now_add=True)),
                    ('from_on', models.DateField()),
                    ('made', models.JSONField(default=list)),
                    ('closed', models.JSONField(default=list)),
                    ('undone_at', models.DateTimeField(blank=True, null=True)),
                    ('school', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='senco.school')),
                    ('user', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'abstract': False,
                    'constraints': [senco.rows.SchoolWall(name='pupils_bulkact_wall'), models.UniqueConstraint(fields=('id', 'school'), name='pupils_bulkact_in_school'), models.UniqueConstraint(fields=('school', 'key'), name='bulk_act_once')],
                },
            ),
            migrations.CreateModel(
                name='ColumnMapping',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('kind', models.CharField(max_length=20)),
                    ('header', models.CharField(max_length=200)),
                    ('field', models.CharField(blank=True, max_length=60)),
                    ('school', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='senco.school')),
                ],
                options={
                    'abstract': False,
                    'constraints': [senco.rows.SchoolWall(name='pupils_columnmapping_wall'), models.UniqueConstraint(fields=('id', 'school'), name='pupils_columnmapping_in_school'), models.UniqueConstraint(fields=('school', 'kind', 'header'), name='column_mapping_once')],
                },
            ),
            migrations.AddConstraint(
                model_name='concernarea',
                constraint=senco.rows.SchoolWall(name='pupils_concernarea_wall'),
            ),
            migrations.AddConstraint(
                model_name='concernarea',
                constraint=models.UniqueConstraint(fields=('id', 'school'), name='pupils_concernarea_in_school'),
            ),
            migrations.AddConstraint(
                model_name='concernarea',
                constraint=models.UniqueConstraint(fields=('school', 'key'), name='concern_area_once'),
            ),
            migrations.AddConstraint(
                model_name='concernarea',
                constraint=models.UniqueConstraint(condition=models.Q(('retired_at__isnull', True)), fields=('school', 'name'), name='concern_area_one_name'),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='concernarea',
                trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "pupils_concernareaevent" ("broad", "enough", "id", "key", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "retired_at", "school_id", "version") SELECT new_values."broad", new_values."enough", new_values."id", new_values."key", new_values."name", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."place", new_values."retired_at", new_values."school_id", new_values."version" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='551ee7ee094aeb9ffe7a28208046e1d5fa4c8436', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_6f934', referencing='REFERENCING NEW TABLE AS new_values ', table='pupils_concernarea', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='concernarea',
                trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "pupils_concernareaevent" ("broad", "enough", "id", "key", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "retired_at", "school_id", "version") SELECT new_values."broad", new_values."enough", new_values."id", new_values."key", new_values."name", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."place", new_values."retired_at", new_values."school_id", new_values."version" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='c0e6fb18f04b054304b884458c9c0db20fb46c19', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_9a46b', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='pupils_concernarea', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='concernarea',
                trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "pupils_concernareaevent" ("broad", "enough", "id", "key", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "retired_at", "school_id", "version") SELECT old_values."broad", old_values."enough", old_values."id", old_values."key", old_values."name", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."place", old_values."retired_at", old_values."school_id", old_values."version" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='b6252105aaf76b6cc39f834d25f52bd668980861', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_9bb52', referencing='REFERENCING OLD TABLE AS old_values ', table='pupils_concernarea', when='AFTER')),
            ),
            migrations.AddConstraint(
                model_name='concernareaevent',
                constraint=senco.rows.SchoolWall(name='pupils_concernareaevent_wall'),
            ),
            migrations.AddConstraint(
                model_name='concernmove',
                constraint=senco.rows.SchoolWall(name='pupils_concernmove_wall'),
            ),
            migrations.AddConstraint(
                model_name='concernmove',
                constraint=models.UniqueConstraint(fields=('id', 'school'), name='pupils_concernmove_in_school'),
            ),
            migrations.AddConstraint(
                model_name='concernmove',
                constraint=senco.rows.SchoolKey(field='case', name='pupils_concernmove_case_school', to='pupils.ConcernCase'),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='concernmove',
                trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "pupils_concernmoveevent" ("at", "by_id", "case_id", "from_state", "id", "look_again_on", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "school_id", "taken_back_at", "taken_back_by_id", "to_state", "why") SELECT new_values."at", new_values."by_id", new_values."case_id", new_values."from_state", new_values."id", new_values."look_again_on", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."school_id", new_values."taken_back_at", new_values."taken_back_by_id", new_values."to_state", new_values."why" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='cc767bea04ca6d191241930e049f6bd40db941ec', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_3ddc6', referencing='REFERENCING NEW TABLE AS new_values ', table='pupils_concernmove', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='concernmove',
                trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "pupils_concernmoveevent" ("at", "by_id", "case_id", "from_state", "id", "look_again_on", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "school_id", "taken_back_at", "taken_back_by_id", "to_state", "why") SELECT new_values."at", new_values."by_id", new_values."case_id", new_values."from_state", new_values."id", new_values."look_again_on", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."school_id", new_values."taken_back_at", new_values."taken_back_by_id", new_values."to_state", new_values."why" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='74cb10e9749e6d1f1fbcb0c3088498828817c11f', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_5c797', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='pupils_concernmove', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='concernmove',
                trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "pupils_concernmoveevent" ("at", "by_id", "case_id", "from_state", "id", "look_again_on", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "school_id", "taken_back_at", "taken_back_by_id", "to_state", "why") SELECT old_values."at", old_values."by_id", old_values."case_id", old_values."from_state", old_values."id", old_values."look_again_on", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."school_id", old_values."taken_back_at", old_values."taken_back_by_id", old_values."to_state", old_values."why" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='625ca3ff2880816cd2378c48d75adbf930416826', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_4a21f', referencing='REFERENCING OLD TABLE AS old_values ', table='pupils_concernmove', when='AFTER')),
            ),
            migrations.AddIndex(
                model_name='answertelling',
                index=models.Index(condition=models.Q(('sent_at__isnull', True)), fields=['recipient', 'tell_on'], name='answer_unsent'),
            ),
            migrations.AddConstraint(
                model_name='answertelling',
                constraint=senco.rows.SchoolWall(name='pupils_answertelling_wall'),
            ),
            migrations.AddConstraint(
                model_name='answertelling',
                constraint=models.UniqueConstraint(fields=('id', 'school'), name='pupils_answertelling_in_school'),
            ),
            migrations.AddConstraint(
                model_name='answertelling',
                constraint=models.UniqueConstraint(fields=('move', 'recipient'), name='answer_telling_once'),
            ),
            migrations.AddConstraint(
                model_name='answertelling',
                constraint=senco.rows.SchoolKey(field='move', name='pupils_answertelling_move_school', to='pupils.ConcernMove'),
            ),
            migrations.AddConstraint(
                model_name='concernmoveevent',
                constraint=senco.rows.SchoolWall(name='pupils_concernmoveevent_wall'),
            ),
            migrations.AddConstraint(
                model_name='concernmoveevent',
                constraint=senco.rows.LeadWall(name='pupils_concernmoveevent_lead', unless='exists (select 1 from pupils_concernmove kept where kept.id = pgh_obj_id)'),
            ),
            migrations.AddIndex(
                model_name='concernquestion',
                index=models.Index(condition=models.Q(('answered_at__isnull', True)), fields=['asked'], name='concern_question_waiting'),
            ),
            migrations.AddConstraint(
                model_name='concernquestion',
                constraint=senco.rows.SchoolWall(name='pupils_concernquestion_wall'),
            ),
            migrations.AddConstraint(
                model_name='concernquestion',
                constraint=models.UniqueConstraint(fields=('id', 'school'), name='pupils_concernquestion_in_school'),
            ),
            migrations.AddConstraint(
                model_name='concernquestion',
                constraint=models.UniqueConstraint(condition=models.Q(('answered_at__isnull', True)), fields=('case', 'asked'), name='concern_question_one_open'),
            ),
            migrations.AddConstraint(
                model_name='concernquestion',
                constraint=models.CheckConstraint(condition=models.Q(('answered_at__isnull', True), models.Q(('answer', ''), _negated=True), _connector='OR'), name='concern_question_answered_in_words'),
            ),
            migrations.AddConstraint(
                model_name='concernquestion',
                constraint=senco.rows.SchoolKey(field='case', name='pupils_concernquestion_case_school', to='pupils.ConcernCase'),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='concernquestion',
                trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "pupils_concernquestionevent" ("answer", "answered_at", "asked_at", "asked_by_id", "asked_id", "case_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "school_id", "text") SELECT new_values."answer", new_values."answered_at", new_values."asked_at", new_values."asked_by_id", new_values."asked_id", new_values."case_id", new_values."id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."school_id", new_values."text" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='0863dc16d6684b6932351abc03fcf70e02e1dbdd', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_6ca1f', referencing='REFERENCING NEW TABLE AS new_values ', table='pupils_concernquestion', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='concernquestion',
                trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "pupils_concernquestionevent" ("answer", "answered_at", "asked_at", "asked_by_id", "asked_id", "case_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "school_id", "text") SELECT new_values."answer", new_values."answered_at", new_values."asked_at", new_values."asked_by_id", new_values."asked_id", new_values."case_id", new_values."id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."school_id", new_values."text" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='f9512f9f9119a720965193bc0966f1ff8b146fa1', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_c9d37', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='pupils_concernquestion', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='concernquestion',
                trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "pupils_concernquestionevent" ("answer", "answered_at", "asked_at", "asked_by_id", "asked_id", "case_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "school_id", "text") SELECT old_values."answer", old_values."answered_at", old_values."asked_at", old_values."asked_by_id", old_values."asked_id", old_values."case_id", old_values."id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."school_id", old_values."text" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='2b6af369b6063ff88b2e3f7de3c96957acf38884', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_d1b21', referencing='REFERENCING OLD TABLE AS old_values ', table='pupils_concernquestion', when='AFTER')),
            ),
            migrations.AddConstraint(
                model_name='concernquestionevent',
                constraint=senco.rows.SchoolWall(name='pupils_concernquestionevent_wall'),
            ),
            migrations.AddConstraint(
                model_name='concernquestionevent',
                constraint=senco.rows.LeadWall(name='pupils_concernquestionevent_lead', unless='exists (select 1 from pupils_concernquestion kept where kept.id = pgh_obj_id)'),
            ),
            migrations.AddConstraint(
                model_name='criterion',
                constraint=senco.rows.SchoolWall(name='pupils_criterion_wall'),
            ),
            migrations.AddConstraint(
                model_name='criterion',
                constraint=models.UniqueConstraint(fields=('id', 'school'), name='pupils_criterion_in_school'),
            ),
            migrations.AddConstraint(
                model_name='criterion',
                constraint=senco.rows.SchoolKey(field='area', name='pupils_criterion_area_school', to='pupils.ConcernArea'),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='criterion',
                trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "pupils_criterionevent" ("area_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phase", "place", "retired_at", "school_id", "text", "version") SELECT new_values."area_id", new_values."id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."phase", new_values."place", new_values."retired_at", new_values."school_id", new_values."text", new_values."version" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='8d48432a200a7204382d88c723e4f3a5a359ceab', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_bdd12', referencing='REFERENCING NEW TABLE AS new_values ', table='pupils_criterion', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='criterion',
                trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "pupils_criterionevent" ("area_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phase", "place", "retired_at", "school_id", "text", "version") SELECT new_values."area_id", new_values."id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."phase", new_values."place", new_values."retired_at", new_values."school_id", new_values."text", new_values."version" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='5b8036d67dabdf763734f87968fdeb7a2871e0ee', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_1fca8', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='pupils_criterion', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='criterion',
                trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "pupils_criterionevent" ("area_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phase", "place", "retired_at", "school_id", "text", "version") SELECT old_values."area_id", old_values."id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."phase", old_values."place", old_values."retired_at", old_values."school_id", old_values."text", old_values."version" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='4951c9033fa019781779bea5689dd3d4b2372a0a', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_a7965', referencing='REFERENCING OLD TABLE AS old_values ', table='pupils_criterion', when='AFTER')),
            ),
            migrations.AddConstraint(
                model_name='criterionevent',
                constraint=senco.rows.SchoolWall(name='pupils_criterionevent_wall'),
            ),
            migrations.AddConstraint(
                model_name='criterionmet',
                constraint=senco.rows.SchoolWall(name='pupils_criterionmet_wall'),
            ),
            migrations.AddConstraint(
                model_name='criterionmet',
                constraint=models.UniqueConstraint(fields=('id', 'school'), name='pupils_criterionmet_in_school'),
            ),
            migrations.AddConstraint(
                model_name='criterionmet',
                constraint=models.UniqueConstraint(condition=models.Q(('taken_back_at__isnull', True)), fields=('case', 'criterion'), name='criterion_met_once'),
            ),
            migrations.AddConstraint(
                model_name='criterionmet',
                constraint=senco.rows.SchoolKey(field='case', name='pupils_criterionmet_case_school', to='pupils.ConcernCase'),
            ),
            migrations.AddConstraint(
                model_name='criterionmet',
                constraint=senco.rows.SchoolKey(field='criterion', name='pupils_criterionmet_criterion_school', to='pupils.Criterion'),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='criterionmet',
                trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "pupils_criterionmetevent" ("at", "by_id", "case_id", "criterion_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "school_id", "taken_back_at", "taken_back_by_id") SELECT new_values."at", new_values."by_id", new_values."case_id", new_values."criterion_id", new_values."id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."school_id", new_values."taken_back_at", new_values."taken_back_by_id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='5dbbde84810444148f62f4c74626ee51fb7246a1', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_9d2c1', referencing='REFERENCING NEW TABLE AS new_values ', table='pupils_criterionmet', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='criterionmet',
                trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "pupils_criterionmetevent" ("at", "by_id", "case_id", "criterion_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "school_id", "taken_back_at", "taken_back_by_id") SELECT new_values."at", new_values."by_id", new_values."case_id", new_values."criterion_id", new_values."id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."school_id", new_values."taken_back_at", new_values."taken_back_by_id" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='25a9b4347a3813c1f278d608cc0728706943d1e0', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_400c2', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='pupils_criterionmet', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='criterionmet',
                trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "pupils_criterionmetevent" ("at", "by_id", "case_id", "criterion_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "school_id", "taken_back_at", "taken_back_by_id") SELECT old_values."at", old_values."by_id", old_values."case_id", old_values."criterion_id", old_values."id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."school_id", old_values."taken_back_at", old_values."taken_back_by_id" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='ad88c53cd96366476511e385de83b123c1282618', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_757e7', referencing='REFERENCING OLD TABLE AS old_values ', table='pupils_criterionmet', when='AFTER')),
            ),
            migrations.AddConstraint(
                model_name='criterionmetevent',
                constraint=senco.rows.SchoolWall(name='pupils_criterionmetevent_wall'),
            ),
            migrations.AddConstraint(
                model_name='criterionmetevent',
                constraint=senco.rows.LeadWall(name='pupils_criterionmetevent_lead', unless='exists (select 1 from pupils_criterionmet kept where kept.id = pgh_obj_id)'),
            ),
            migrations.AddConstraint(
                model_name='importrun',
                constraint=senco.rows.SchoolWall(name='pupils_importrun_wall'),
            ),
            migrations.AddConstraint(
                model_name='importrun',
                constraint=models.UniqueConstraint(fields=('id', 'school'), name='pupils_importrun_in_school'),
            ),
            migrations.AddConstraint(
                model_name='importrun',
                constraint=senco.rows.SchoolKey(field='job', name='pupils_importrun_job_school', to='senco.Job'),
            ),
            migrations.AddIndex(
                model_name='importline',
                index=models.Index(fields=['run', 'tab'], name='import_line_tab'),
            ),
            migrations.AddConstraint(
                model_name='importline',
                constraint=senco.rows.SchoolWall(name='pupils_importline_wall'),
            ),
            migrations.AddConstraint(
                model_name='importline',
                constraint=models.UniqueConstraint(fields=('id', 'school'), name='pupils_importline_in_school'),
            ),
            migrations.AddConstraint(
                model_name='importline',
                constraint=senco.rows.SchoolKey(field='run', name='pupils_importline_run_school', to='pupils.ImportRun'),
            ),
            migrations.AddConstraint(
                model_name='leadtimes',
                constraint=senco.rows.SchoolWall(name='pupils_leadtimes_wall'),
            ),
            migrations.AddConstraint(
                model_name='leadtimes',
                constraint=models.UniqueConstraint(fields=('id', 'school'), name='pupils_leadtimes_in_school'),
            ),
            migrations.AddConstraint(
                model_name='leadtimes',
                constraint=models.UniqueConstraint(fields=('school', 'rule'), name='lead_times_once'),
            ),
            migrations.AddConstraint(
                model_name='measure',
                constraint=senco.rows.SchoolWall(name='pupils_measure_wall'),
            ),
            migrations.AddConstraint(
                model_name='measure',
                constraint=models.UniqueConstraint(fields=('id', 'school'), name='pupils_measure_in_school'),
            ),
            migrations.AddConstraint(
                model_name='measure',
                constraint=models.UniqueConstraint(fields=('school', 'name'), name='measure_once'),
            ),
            migrations.AddConstraint(
                model_name='measure',
                constraint=models.CheckConstraint(condition=models.Q(('highest__gt', models.F('lowest'))), name='measure_highest_over_lowest'),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='measure',
                trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "pupils_measureevent" ("also", "band", "expected_gain", "gap", "higher_is_better", "highest", "id", "is_active", "is_judged", "kind", "least_peers", "levels", "lowest", "months", "name", "pass_marks", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "school_id", "slower_by", "version") SELECT new_values."also", new_values."band", new_values."expected_gain", new_values."gap", new_values."higher_is_better", new_values."highest", new_values."id", new_values."is_active", new_values."is_judged", new_values."kind", new_values."least_peers", new_values."levels", new_values."lowest", new_values."months", new_values."name", new_values."pass_marks", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."place", new_values."school_id", new_values."slower_by", new_values."version" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='7ec0c234deff29567ca98339f4c20872582f5904', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_ee1e6', referencing='REFERENCING NEW TABLE AS new_values ', table='pupils_measure', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='measure',
                trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "pupils_measureevent" ("also", "band", "expected_gain", "gap", "higher_is_better", "highest", "id", "is_active", "is_judged", "kind", "least_peers", "levels", "lowest", "months", "name", "pass_marks", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "school_id", "slower_by", "version") SELECT new_values."also", new_values."band", new_values."expected_gain", new_values."gap", new_values."higher_is_better", new_values."highest", new_values."id", new_values."is_active", new_values."is_judged", new_values."kind", new_values."least_peers", new_values."levels", new_values."lowest", new_values."months", new_values."name", new_values."pass_marks", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."place", new_values."school_id", new_values."slower_by", new_values."version" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='4241786213efaeabcb67015da17cba77d499ba3a', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_46b31', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='pupils_measure', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='measure',
                trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "pupils_measureevent" ("also", "band", "expected_gain", "gap", "higher_is_better", "highest", "id", "is_active", "is_judged", "kind", "least_peers", "levels", "lowest", "months", "name", "pass_marks", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "school_id", "slower_by", "version") SELECT old_values."also", old_values."band", old_values."expected_gain", old_values."gap", old_values."higher_is_better", old_values."highest", old_values."id", old_values."is_active", old_values."is_judged", old_values."kind", old_values."least_peers", old_values."levels", old_values."lowest", old_values."months", old_values."name", old_values."pass_marks", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."place", old_values."school_id", old_values."slower_by", old_values."version" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='7a5c14aaf1b8abbcaf14b8aeebf719c7a39a1924', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_fd336', referencing='REFERENCING OLD TABLE AS old_values ', table='pupils_measure', when='AFTER')),
            ),
            migrations.AddConstraint(
                model_name='measureevent',
                constraint=senco.rows.SchoolWall(name='pupils_measureevent_wall'),
            ),
            migrations.AddConstraint(
                model_name='observationrequest',
                constraint=senco.rows.SchoolWall(name='pupils_observationrequest_wall'),
            ),
            migrations.AddConstraint(
                model_name='observationrequest',
                constraint=models.UniqueConstraint(fields=('id', 'school'), name='pupils_observationrequest_in_school'),
            ),
            migrations.AddConstraint(
                model_name='observationrequest',
                constraint=senco.rows.SchoolKey(field='case', name='pupils_observationrequest_case_school', to='pupils.ConcernCase'),
            ),
            migrations.AddConstraint(
                model_name='observationevent',
                constraint=senco.rows.SchoolWall(name='pupils_observationevent_wall'),
            ),
            migrations.AddConstraint(
                model_name='observationevent',
                constraint=senco.rows.LeadWall(name='pupils_observationevent_lead', unless='exists (select 1 from pupils_observation kept where kept.id = pgh_obj_id)'),
            ),
            migrations.AddIndex(
                model_name='observation',
                index=models.Index(condition=models.Q(('answered_at__isnull', True)), fields=['asked'], name='observation_waiting'),
            ),
            migrations.AddConstraint(
                model_name='observation',
                constraint=senco.rows.SchoolWall(name='pupils_observation_wall'),
            ),
            migrations.AddConstraint(
                model_name='observation',
                constraint=models.UniqueConstraint(fields=('id', 'school'), name='pupils_observation_in_school'),
            ),
            migrations.AddConstraint(
                model_name='observation',
                constraint=models.UniqueConstraint(fields=('request', 'asked'), name='observation_asked_once'),
            ),
            migrations.AddConstraint(
                model_name='observation',
                constraint=models.CheckConstraint(condition=models.Q(('answered_at__isnull', True), models.Q(('attendance__isnull', False), ('cognition__isnull', False), ('communication__isnull', False), ('emotional__isnull', False), ('sensory__isnull', False)), _connector='OR'), name='observation_answered_in_every_domain'),
            ),
            migrations.AddConstraint(
                model_name='observation',
                constraint=senco.rows.SchoolKey(field='request', name='pupils_observation_request_school', to='pupils.ObservationRequest'),
            ),
            migrations.AddConstraint(
                model_name='observation',
                constraint=senco.rows.SchoolKey(field='case', name='pupils_observation_case_school', to='pupils.ConcernCase'),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='observation',
                trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "pupils_observationevent" ("answered_at", "asked_at", "asked_by_id", "asked_id", "attendance", "attendance_words", "case_id", "cognition", "cognition_words", "communication", "communication_words", "emotional", "emotional_words", "id", "part", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "request_id", "school_id", "sensory", "sensory_words") SELECT new_values."answered_at", new_values."asked_at", new_values."asked_by_id", new_values."asked_id", new_values."attendance", new_values."attendance_words", new_values."case_id", new_values."cognition", new_values."cognition_words", new_values."communication", new_values."communication_words", new_values."emotional", new_values."emotional_words", new_values."id", new_values."part", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."request_id", new_values."school_id", new_values."sensory", new_values."sensory_words" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='2406027d114a254810bd3b4e6e65903bb6c4f197', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_16033', referencing='REFERENCING NEW TABLE AS new_values ', table='pupils_observation', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='observation',
                trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "pupils_observationevent" ("answered_at", "asked_at", "asked_by_id", "asked_id", "attendance", "attendance_words", "case_id", "cognition", "cognition_words", "communication", "communication_words", "emotional", "emotional_words", "id", "part", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "request_id", "school_id", "sensory", "sensory_words") SELECT new_values."answered_at", new_values."asked_at", new_values."asked_by_id", new_values."asked_id", new_values."attendance", new_values."attendance_words", new_values."case_id", new_values."cognition", new_values."cognition_words", new_values."communication", new_values."communication_words", new_values."emotional", new_values."emotional_words", new_values."id", new_values."part", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."request_id", new_values."school_id", new_values."sensory", new_values."sensory_words" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='80b1634f6ec29883ae658e104a14473bde1772fb', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_a559c', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='pupils_observation', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='observation',
                trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "pupils_observationevent" ("answered_at", "asked_at", "asked_by_id", "asked_id", "attendance", "attendance_words", "case_id", "cognition", "cognition_words", "communication", "communication_words", "emotional", "emotional_words", "id", "part", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "request_id", "school_id", "sensory", "sensory_words") SELECT old_values."answered_at", old_values."asked_at", old_values."asked_by_id", old_values."asked_id", old_values."attendance", old_values."attendance_words", old_values."case_id", old_values."cognition", old_values."cognition_words", old_values."communication", old_values."communication_words", old_values."emotional", old_values."emotional_words", old_values."id", old_values."part", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."request_id", old_values."school_id", old_values."sensory", old_values."sensory_words" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='fcd5943572716c841d1fde0c01b297a48bc4c39d', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_e1c54', referencing='REFERENCING OLD TABLE AS old_values ', table='pupils_observation', when='AFTER')),
            ),
            migrations.AddConstraint(
                model_name='parentsinvolved',
                constraint=senco.rows.SchoolWall(name='pupils_parentsinvolved_wall'),
            ),
            migrations.AddConstraint(
                model_name='parentsinvolved',
                constraint=models.UniqueConstraint(fields=('id', 'school'), name='pupils_parentsinvolved_in_school'),
            ),
            migrations.AddConstraint(
                model_name='parentsinvolved',
                constraint=models.CheckConstraint(condition=models.Q(models.Q(('told', True), ('why_not', '')), models.Q(('response', ''), ('told', False), models.Q(('why_not', ''), _negated=True)), _connector='OR'), name='parents_told_or_why_not'),
            ),
            migrations.AddConstraint(
                model_name='parentsinvolved',
                constraint=senco.rows.SchoolKey(field='case', name='pupils_parentsinvolved_case_school', to='pupils.ConcernCase'),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='parentsinvolved',
                trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "pupils_parentsinvolvedevent" ("at", "by_id", "case_id", "id", "on", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "response", "school_id", "told", "why_not") SELECT new_values."at", new_values."by_id", new_values."case_id", new_values."id", new_values."on", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."response", new_values."school_id", new_values."told", new_values."why_not" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='76e943b8c397ab75fbfca4d28ff2f5de792f1291', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_7b512', referencing='REFERENCING NEW TABLE AS new_values ', table='pupils_parentsinvolved', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='parentsinvolved',
                trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "pupils_parentsinvolvedevent" ("at", "by_id", "case_id", "id", "on", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "response", "school_id", "told", "why_not") SELECT new_values."at", new_values."by_id", new_values."case_id", new_values."id", new_values."on", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."response", new_values."school_id", new_values."told", new_values."why_not" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='a2ca74caefb91980c08485997fb1a0ffcac70516', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_90b50', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='pupils_parentsinvolved', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='parentsinvolved',
                trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "pupils_parentsinvolvedevent" ("at", "by_id", "case_id", "id", "on", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "response", "school_id", "told", "why_not") SELECT old_values."at", old_values."by_id", old_values."case_id", old_values."id", old_values."on", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."response", old_values."school_id", old_values."told", old_values."why_not" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='d9350c4310db454b40431632f4395af54ae4e379', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_5f10d', referencing='REFERENCING OLD TABLE AS old_values ', table='pupils_parentsinvolved', when='AFTER')),
            ),
            migrations.AddConstraint(
                model_name='parentsinvolvedevent',
                constraint=senco.rows.SchoolWall(name='pupils_parentsinvolvedevent_wall'),
            ),
            migrations.AddConstraint(
                model_name='parentsinvolvedevent',
                constraint=senco.rows.LeadWall(name='pupils_parentsinvolvedevent_lead', unless='exists (select 1 from pupils_parentsinvolved kept where kept.id = pgh_obj_id)'),
            ),
            migrations.AddConstraint(
                model_name='progresslook',
                constraint=senco.rows.SchoolWall(name='pupils_progresslook_wall'),
            ),
            migrations.AddConstraint(
                model_name='progresslook',
                constraint=models.UniqueConstraint(fields=('id', 'school'), name='pupils_progresslook_in_school'),
            ),
            migrations.AddConstraint(
                model_name='progresslook',
                constraint=models.UniqueConstraint(fields=('school',), name='progress_look_once'),
            ),
            migrations.AddIndex(
                model_name='pupil',
                index=models.Index(fields=['school', 'sort_name'], name='pupil_sort'),
            ),
            migrations.AddIndex(
                model_name='pupil',
                index=models.Index(condition=models.Q(('former_upn', ''), _negated=True), fields=['school', 'former_upn'], name='pupil_former_upn'),
            ),
            migrations.AddConstraint(
                model_name='pupil',
                constraint=senco.rows.SchoolWall(name='pupils_pupil_wall'),
            ),
            migrations.AddConstraint(
                model_name='pupil',
                constraint=models.UniqueConstraint(fields=('id', 'school'), name='pupils_pupil_in_school'),
            ),
            migrations.AddConstraint(
                model_name='pupil',
                constraint=models.UniqueConstraint(condition=models.Q(('upn', ''), _negated=True), fields=('school', 'upn'), name='pupil_upn_once'),
            ),
            migrations.AddConstraint(
                model_name='pupil',
                constraint=models.UniqueConstraint(condition=models.Q(('admission_number', ''), _negated=True), fields=('school', 'admission_number'), name='pupil_admission_once'),
            ),
            migrations.AddConstraint(
                model_name='pupil',
                constraint=models.UniqueConstraint(condition=models.Q(('local_ref', ''), _negated=True), fields=('school', 'local_ref'), name='pupil_ref_once'),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='pupil',
                trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "pupils_pupilevent" ("address", "admission_number", "date_of_birth", "ethnicity", "first_language", "forename", "former_surname", "former_upn", "id", "local_ref", "middle_names", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "preferred_forename", "school_id", "sex", "sort_name", "surname", "upn") SELECT new_values."address", new_values."admission_number", new_values."date_of_birth", new_values."ethnicity", new_values."first_language", new_values."forename", new_values."former_surname", new_values."former_upn", new_values."id", new_values."local_ref", new_values."middle_names", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."preferred_forename", new_values."school_id", new_values."sex", new_values."sort_name", new_values."surname", new_values."upn" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='06756162f70fb969c30c3e0ace9ff46ab46a3d71', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_4dca8', referencing='REFERENCING NEW TABLE AS new_values ', table='pupils_pupil', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='pupil',
                trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "pupils_pupilevent" ("address", "admission_number", "date_of_birth", "ethnicity", "first_language", "forename", "former_surname", "former_upn", "id", "local_ref", "middle_names", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "preferred_forename", "school_id", "sex", "sort_name", "surname", "upn") SELECT new_values."address", new_values."admission_number", new_values."date_of_birth", new_values."ethnicity", new_values."first_language", new_values."forename", new_values."former_surname", new_values."former_upn", new_values."id", new_values."local_ref", new_values."middle_names", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."preferred_forename", new_values."school_id", new_values."sex", new_values."sort_name", new_values."surname", new_values."upn" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='b5a80ad7fde0043744e35e7799f609ab86a545bb', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_b1c6e', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='pupils_pupil', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='pupil',
                trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "pupils_pupilevent" ("address", "admission_number", "date_of_birth", "ethnicity", "first_language", "forename", "former_surname", "former_upn", "id", "local_ref", "middle_names", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "preferred_forename", "school_id", "sex", "sort_name", "surname", "upn") SELECT old_values."address", old_values."admission_number", old_values."date_of_birth", old_values."ethnicity", old_values."first_language", old_values."forename", old_values."former_surname", old_values."former_upn", old_values."id", old_values."local_ref", old_values."middle_names", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."preferred_forename", old_values."school_id", old_values."sex", old_values."sort_name", old_values."surname", old_values."upn" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='414d095c41ee83d0ae4a835dc3c386eef763a2ca', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_85af3', referencing='REFERENCING OLD TABLE AS old_values ', table='pupils_pupil', when='AFTER')),
            ),
            migrations.AddConstraint(
                model_name='progressdecisionevent',
                constraint=senco.rows.SchoolWall(name='pupils_progressdecisionevent_wall'),
            ),
            migrations.AddConstraint(
                model_name='progressdecision',
                constraint=senco.rows.SchoolWall(name='pupils_progressdecision_wall'),
            ),
            migrations.AddConstraint(
                model_name='progressdecision',
                constraint=models.UniqueConstraint(fields=('id', 'school'), name='pupils_progressdecision_in_school'),
            ),
            migrations.AddConstraint(
                model_name='progressdecision',
                constraint=models.UniqueConstraint(condition=models.Q(('taken_back_at__isnull', True)), fields=('pupil', 'measure'), name='progress_decision_one'),
            ),
            migrations.AddConstraint(
                model_name='progressdecision',
                constraint=senco.rows.SchoolKey(field='pupil', name='pupils_progressdecision_pupil_school', to='pupils.Pupil'),
            ),
            migrations.AddConstraint(
                model_name='progressdecision',
                constraint=senco.rows.SchoolKey(field='measure', name='pupils_progressdecision_measure_school', to='pupils.Measure'),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='progressdecision',
                trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "pupils_progressdecisionevent" ("decided_by_id", "decided_on", "id", "measure_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "pupil_id", "reason", "result_on", "school_id", "taken_back_at", "taken_back_by_id", "value") SELECT new_values."decided_by_id", new_values."decided_on", new_values."id", new_values."measure_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."pupil_id", new_values."reason", new_values."result_on", new_values."school_id", new_values."taken_back_at", new_values."taken_back_by_id", new_values."value" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='200711860e929c682ea3d9109febed7682b16b5b', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_ed97e', referencing='REFERENCING NEW TABLE AS new_values ', table='pupils_progressdecision', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='progressdecision',
                trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "pupils_progressdecisionevent" ("decided_by_id", "decided_on", "id", "measure_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "pupil_id", "reason", "result_on", "school_id", "taken_back_at", "taken_back_by_id", "value") SELECT new_values."decided_by_id", new_values."decided_on", new_values."id", new_values."measure_id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."pupil_id", new_values."reason", new_values."result_on", new_values."school_id", new_values."taken_back_at", new_values."taken_back_by_id", new_values."value" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='487b66d53bd0cc1a59aaf62e8b1c904471c767e8', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_5a1f0', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='pupils_progressdecision', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='progressdecision',
                trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "pupils_progressdecisionevent" ("decided_by_id", "decided_on", "id", "measure_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "pupil_id", "reason", "result_on", "school_id", "taken_back_at", "taken_back_by_id", "value") SELECT old_values."decided_by_id", old_values."decided_on", old_values."id", old_values."measure_id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."pupil_id", old_values."reason", old_values."result_on", old_values."school_id", old_values."taken_back_at", old_values."taken_back_by_id", old_values."value" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='b84482a5994c0162610ef0683979a57136691443', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_9995c', referencing='REFERENCING OLD TABLE AS old_values ', table='pupils_progressdecision', when='AFTER')),
            ),
            migrations.AddConstraint(
                model_name='noteevent',
                constraint=senco.rows.SchoolWall(name='pupils_noteevent_wall'),
            ),
            migrations.AddConstraint(
                model_name='note',
                constraint=senco.rows.SchoolWall(name='pupils_note_wall'),
            ),
            migrations.AddConstraint(
                model_name='note',
                constraint=models.UniqueConstraint(fields=('id', 'school'), name='pupils_note_in_school'),
            ),
            migrations.AddConstraint(
                model_name='note',
                constraint=senco.rows.SchoolKey(field='pupil', name='pupils_note_pupil_school', to='pupils.Pupil'),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='note',
                trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "pupils_noteevent" ("confined_to", "id", "on", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "pupil_id", "removed_at", "school_id", "text", "version", "written_at", "written_by_id") SELECT new_values."confined_to", new_values."id", new_values."on", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."pupil_id", new_values."removed_at", new_values."school_id", new_values."text", new_values."version", new_values."written_at", new_values."written_by_id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='d906d734593e9c76b12112115a1180e589e83c65', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_19f42', referencing='REFERENCING NEW TABLE AS new_values ', table='pupils_note', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='note',
                trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "pupils_noteevent" ("confined_to", "id", "on", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "pupil_id", "removed_at", "school_id", "text", "version", "written_at", "written_by_id") SELECT new_values."confined_to", new_values."id", new_values."on", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."pupil_id", new_values."removed_at", new_values."school_id", new_values."text", new_values."version", new_values."written_at", new_values."written_by_id" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='dfe7c85d241b1ac587a1c6dc1a0b7580e2a70496', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_05a3f', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='pupils_note', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='note',
                trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "pupils_noteevent" ("confined_to", "id", "on", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "pupil_id", "removed_at", "school_id", "text", "version", "written_at", "written_by_id") SELECT old_values."confined_to", old_values."id", old_values."on", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."pupil_id", old_values."removed_at", old_values."school_id", old_values."text", old_values."version", old_values."written_at", old_values."written_by_id" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='47ccffb19bb7b7d2605c7a4bdd900929964dd6ae', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_6e377', referencing='REFERENCING OLD TABLE AS old_values ', table='pupils_note', when='AFTER')),
            ),
            migrations.AddConstraint(
                model_name='mainconcernevent',
                constraint=senco.rows.SchoolWall(name='pupils_mainconcernevent_wall'),
            ),
            migrations.AddConstraint(
                model_name='mainconcern',
                constraint=senco.rows.SchoolWall(name='pupils_mainconcern_wall'),
            ),
            migrations.AddConstraint(
                model_name='mainconcern',
                constraint=models.UniqueConstraint(fields=('id', 'school'), name='pupils_mainconcern_in_school'),
            ),
            migrations.AddConstraint(
                model_name='mainconcern',
                constraint=models.CheckConstraint(condition=models.Q(('ends_on__isnull', True), ('ends_on__gte', models.F('starts_on')), _connector='OR'), name='mainconcern_ends_after_start'),
            ),
            migrations.AddConstraint(
                model_name='mainconcern',
                constraint=models.UniqueConstraint(condition=models.Q(('ends_on__isnull', True)), fields=('pupil',), name='main_concern_one_open'),
            ),
            migrations.AddConstraint(
                model_name='mainconcern',
                constraint=senco.rows.SchoolKey(field='pupil', name='pupils_mainconcern_pupil_school', to='pupils.Pupil'),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='mainconcern',
                trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "pupils_mainconcernevent" ("ends_on", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "pupil_id", "school_id", "starts_on", "text", "written_by_id") SELECT new_values."ends_on", new_values."id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."pupil_id", new_values."school_id", new_values."starts_on", new_values."text", new_values."written_by_id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='4db330456a130ef3229cd2748c3aaa98d9f2c1f7', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_e61c1', referencing='REFERENCING NEW TABLE AS new_values ', table='pupils_mainconcern', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='mainconcern',
                trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "pupils_mainconcernevent" ("ends_on", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "pupil_id", "school_id", "starts_on", "text", "written_by_id") SELECT new_values."ends_on", new_values."id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."pupil_id", new_values."school_id", new_values."starts_on", new_values."text", new_values."written_by_id" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='9026333bd49e480ed952fffbc804f07b4ddb4304', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_c61b0', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='pupils_mainconcern', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='mainconcern',
                trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "pupils_mainconcernevent" ("ends_on", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "pupil_id", "school_id", "starts_on", "text", "written_by_id") SELECT old_values."ends_on", old_values."id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."pupil_id", old_values."school_id", old_values."starts_on", old_values."text", old_values."written_by_id" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='f8c386fd3b221ad81e087b8103995e406e50172f', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_1e111', referencing='REFERENCING OLD TABLE AS old_values ', table='pupils_mainconcern', when='AFTER')),
            ),
            migrations.AddConstraint(
                model_name='keyadultevent',
                constraint=senco.rows.SchoolWall(name='pupils_keyadultevent_wall'),
            ),
            migrations.AddConstraint(
                model_name='keyadult',
                constraint=senco.rows.SchoolWall(name='pupils_keyadult_wall'),
            ),
            migrations.AddConstraint(
                model_name='keyadult',
                constraint=models.UniqueConstraint(fields=('id', 'school'), name='pupils_keyadult_in_school'),
            ),
            migrations.AddConstraint(
                model_name='keyadult',
                constraint=models.CheckConstraint(condition=models.Q(('ends_on__isnull', True), ('ends_on__gte', models.F('starts_on')), _connector='OR'), name='keyadult_ends_after_start'),
            ),
            migrations.AddConstraint(
                model_name='keyadult',
                constraint=models.UniqueConstraint(condition=models.Q(('ends_on__isnull', True)), fields=('pupil',), name='key_adult_one_open'),
            ),
            migrations.AddConstraint(
                model_name='keyadult',
                constraint=senco.rows.SchoolKey(field='pupil', name='pupils_keyadult_pupil_school', to='pupils.Pupil'),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='keyadult',
                trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "pupils_keyadultevent" ("adult_id", "ends_on", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "pupil_id", "school_id", "starts_on") SELECT new_values."adult_id", new_values."ends_on", new_values."id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."pupil_id", new_values."school_id", new_values."starts_on" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='33b195cd65afbfa223c68b6f3bb5b38d660c38ef', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_1e68d', referencing='REFERENCING NEW TABLE AS new_values ', table='pupils_keyadult', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='keyadult',
                trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "pupils_keyadultevent" ("adult_id", "ends_on", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "pupil_id", "school_id", "starts_on") SELECT new_values."adult_id", new_values."ends_on", new_values."id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."pupil_id", new_values."school_id", new_values."starts_on" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='077a7407e80a874935712d7c5934933b42cab348', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_2e1c7', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='pupils_keyadult', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='keyadult',
                trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "pupils_keyadultevent" ("adult_id", "ends_on", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "pupil_id", "school_id", "starts_on") SELECT old_values."adult_id", old_values."ends_on", old_values."id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."pupil_id", old_values."school_id", old_values."starts_on" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='3b5f90c1db57923f0b3ea1addd778b55d96c1c81', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_3ad95', referencing='REFERENCING OLD TABLE AS old_values ', table='pupils_keyadult', when='AFTER')),
            ),
            migrations.AddConstraint(
                model_name='enrolmentevent',
                constraint=senco.rows.SchoolWall(name='pupils_enrolmentevent_wall'),
            ),
            migrations.AddConstraint(
                model_name='enrolment',
                constraint=senco.rows.SchoolWall(name='pupils_enrolment_wall'),
            ),
            migrations.AddConstraint(
                model_name='enrolment',
                constraint=models.UniqueConstraint(fields=('id', 'school'), name='pupils_enrolment_in_school'),
            ),
            migrations.AddConstraint(
                model_name='enrolment',
                constraint=models.CheckConstraint(condition=models.Q(('ends_on__isnull', True), ('ends_on__gte', models.F('starts_on')), _connector='OR'), name='enrolment_ends_after_start'),
            ),
            migrations.AddConstraint(
                model_name='enrolment',
                constraint=models.UniqueConstraint(condition=models.Q(('ends_on__isnull', True)), fields=('pupil',), name='enrolment_one_open'),
            ),
            migrations.AddConstraint(
                model_name='enrolment',
                constraint=senco.rows.SchoolKey(field='pupil', name='pupils_enrolment_pupil_school', to='pupils.Pupil'),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='enrolment',
                trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "pupils_enrolmentevent" ("ends_on", "id", "left_for", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "pupil_id", "school_id", "starts_on") SELECT new_values."ends_on", new_values."id", new_values."left_for", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."pupil_id", new_values."school_id", new_values."starts_on" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='fa6721907a793fcbefca9ee2d5689e5a9e25b1ad', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_ee3d3', referencing='REFERENCING NEW TABLE AS new_values ', table='pupils_enrolment', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='enrolment',
                trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "pupils_enrolmentevent" ("ends_on", "id", "left_for", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "pupil_id", "school_id", "starts_on") SELECT new_values."ends_on", new_values."id", new_values."left_for", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."pupil_id", new_values."school_id", new_values."starts_on" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='dc19dc1950166d9fa0c4a9f3db1efc639fb8eacd', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_df2c6', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='pupils_enrolment', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='enrolment',
                trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "pupils_enrolmentevent" ("ends_on", "id", "left_for", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "pupil_id", "school_id", "starts_on") SELECT old_values."ends_on", old_values."id", old_values."left_for", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."pupil_id", old_values."school_id", old_values."starts_on" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='ba180773040edfc833f949390ff698754f51937b', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_584c9', referencing='REFERENCING OLD TABLE AS old_values ', table='pupils_enrolment', when='AFTER')),
            ),
            migrations.AddConstraint(
                model_name='deadlineevent',
                constraint=senco.rows.SchoolWall(name='pupils_deadlineevent_wall'),
            ),
            migrations.AddConstraint(
                model_name='deadlineevent',
                constraint=senco.rows.LeadWall(name='pupils_deadlineevent_lead', unless="subject_kind not in ('concern', 'concern_case', 'concern_question', 'observation') or exists (select 1 from pupils_deadline kept where kept.id = pgh_obj_id)"),
            ),
            migrations.AddIndex(
                model_name='deadline',
                index=models.Index(condition=models.Q(('closed_on__isnull', True)), fields=['school', 'due_on'], name='deadline_open'),
            ),
            migrations.AddIndex(
                model_name='deadline',
                index=models.Index(fields=['school', 'subject_kind', 'subject_id'], name='deadline_subject'),
            ),
            migrations.AddIndex(
                model_name='deadline',
                index=models.Index(fields=['pupil'], name='deadline_pupil'),
            ),
            migrations.AddConstraint(
                model_name='deadline',
                constraint=senco.rows.SchoolWall(name='pupils_deadline_wall'),
            ),
            migrations.AddConstraint(
                model_name='deadline',
                constraint=models.UniqueConstraint(fields=('id', 'school'), name='pupils_deadline_in_school'),
            ),
            migrations.AddConstraint(
                model_name='deadline',
                constraint=models.UniqueConstraint(condition=models.Q(('closed_on__isnull', True)), fields=('school', 'rule', 'subject_kind', 'subject_id'), name='deadline_one_open'),
            ),
            migrations.AddConstraint(
                model_name='deadline',
                constraint=models.CheckConstraint(condition=models.Q(('act_by__lte', models.F('due_on'))), name='deadline_act_by_not_after'),
            ),
            migrations.AddConstraint(
                model_name='deadline',
                constraint=senco.rows.SchoolKey(field='pupil', name='pupils_deadline_pupil_school', to='pupils.Pupil'),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='deadline',
                trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "pupils_deadlineevent" ("act_by", "closed_by_id", "closed_on", "closed_why", "confined_to", "created_at", "due_on", "from_event", "from_on", "id", "owner_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "pupil_id", "rule", "school_id", "side", "subject_id", "subject_kind", "why") SELECT new_values."act_by", new_values."closed_by_id", new_values."closed_on", new_values."closed_why", new_values."confined_to", new_values."created_at", new_values."due_on", new_values."from_event", new_values."from_on", new_values."id", new_values."owner_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."pupil_id", new_values."rule", new_values."school_id", new_values."side", new_values."subject_id", new_values."subject_kind", new_values."why" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='1d904824f17e1a4c491f839ca6ba1bb340297ad5', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_8b473', referencing='REFERENCING NEW TABLE AS new_values ', table='pupils_deadline', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='deadline',
                trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "pupils_deadlineevent" ("act_by", "closed_by_id", "closed_on", "closed_why", "confined_to", "created_at", "due_on", "from_event", "from_on", "id", "owner_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "pupil_id", "rule", "school_id", "side", "subject_id", "subject_kind", "why") SELECT new_values."act_by", new_values."closed_by_id", new_values."closed_on", new_values."closed_why", new_values."confined_to", new_values."created_at", new_values."due_on", new_values."from_event", new_values."from_on", new_values."id", new_values."owner_id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."pupil_id", new_values."rule", new_values."school_id", new_values."side", new_values."subject_id", new_values."subject_kind", new_values."why" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='3ef2e54c7692fda0253b01c3c3bec109b95fe66a', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_104bf', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='pupils_deadline', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='deadline',
                trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "pupils_deadlineevent" ("act_by", "closed_by_id", "closed_on", "closed_why", "confined_to", "created_at", "due_on", "from_event", "from_on", "id", "owner_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "pupil_id", "rule", "school_id", "side", "subject_id", "subject_kind", "why") SELECT old_values."act_by", old_values."closed_by_id", old_values."closed_on", old_values."closed_why", old_values."confined_to", old_values."created_at", old_values."due_on", old_values."from_event", old_values."from_on", old_values."id", old_values."owner_id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."pupil_id", old_values."rule", old_values."school_id", old_values."side", old_values."subject_id", old_values."subject_kind", old_values."why" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='199e80f2b33f2c321de283bdbdc407d0831c710c', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_51965', referencing='REFERENCING OLD TABLE AS old_values ', table='pupils_deadline', when='AFTER')),
            ),
            migrations.AddConstraint(
                model_name='correctionevent',
                constraint=senco.rows.SchoolWall(name='pupils_correctionevent_wall'),
            ),
            migrations.AddConstraint(
                model_name='correction',
                constraint=senco.rows.SchoolWall(name='pupils_correction_wall'),
            ),
            migrations.AddConstraint(
                model_name='correction',
                constraint=models.UniqueConstraint(fields=('id', 'school'), name='pupils_correction_in_school'),
            ),
            migrations.AddConstraint(
                model_name='correction',
                constraint=models.UniqueConstraint(fields=('pupil', 'field'), name='correction_once'),
            ),
            migrations.AddConstraint(
                model_name='correction',
                constraint=senco.rows.SchoolKey(field='pupil', name='pupils_correction_pupil_school', to='pupils.Pupil'),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='correction',
                trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "pupils_correctionevent" ("at", "by_id", "field", "file_value", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "pupil_id", "school_id", "value") SELECT new_values."at", new_values."by_id", new_values."field", new_values."file_value", new_values."id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."pupil_id", new_values."school_id", new_values."value" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='a761368442c1d786d23ca6671d8a0e0a5f3c5c9b', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_b8886', referencing='REFERENCING NEW TABLE AS new_values ', table='pupils_correction', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='correction',
                trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "pupils_correctionevent" ("at", "by_id", "field", "file_value", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "pupil_id", "school_id", "value") SELECT new_values."at", new_values."by_id", new_values."field", new_values."file_value", new_values."id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."pupil_id", new_values."school_id", new_values."value" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='038f6bcb1a30bf08ba6abc656621b5233fc817f9', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_97b69', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='pupils_correction', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='correction',
                trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "pupils_correctionevent" ("at", "by_id", "field", "file_value", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "pupil_id", "school_id", "value") SELECT old_values."at", old_values."by_id", old_values."field", old_values."file_value", old_values."id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."pupil_id", old_values."school_id", old_values."value" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='aa7a7cbe714df6d579f4cbaea1ed42013af1b94f', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_431dc', referencing='REFERENCING OLD TABLE AS old_values ', table='pupils_correction', when='AFTER')),
            ),
            migrations.AddConstraint(
                model_name='contactevent',
                constraint=senco.rows.SchoolWall(name='pupils_contactevent_wall'),
            ),
            migrations.AddConstraint(
                model_name='contact',
                constraint=senco.rows.SchoolWall(name='pupils_contact_wall'),
            ),
            migrations.AddConstraint(
                model_name='contact',
                constraint=models.UniqueConstraint(fields=('id', 'school'), name='pupils_contact_in_school'),
            ),
            migrations.AddConstraint(
                model_name='contact',
                constraint=senco.rows.SchoolKey(field='pupil', name='pupils_contact_pupil_school', to='pupils.Pupil'),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='contact',
                trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "pupils_contactevent" ("address", "email", "forename", "has_responsibility", "id", "is_current", "language", "may_see", "must_not_contact", "must_not_why", "needs_interpreter", "order", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "prefers", "pupil_id", "relationship", "school_id", "set_by_hand", "surname", "title", "version") SELECT new_values."address", new_values."email", new_values."forename", new_values."has_responsibility", new_values."id", new_values."is_current", new_values."language", new_values."may_see", new_values."must_not_contact", new_values."must_not_why", new_values."needs_interpreter", new_values."order", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."phone", new_values."prefers", new_values."pupil_id", new_values."relationship", new_values."school_id", new_values."set_by_hand", new_values."surname", new_values."title", new_values."version" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='9a46973d57779d939490eda25e91038fc28fd5c4', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_120aa', referencing='REFERENCING NEW TABLE AS new_values ', table='pupils_contact', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='contact',
                trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "pupils_contactevent" ("address", "email", "forename", "has_responsibility", "id", "is_current", "language", "may_see", "must_not_contact", "must_not_why", "needs_interpreter", "order", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "prefers", "pupil_id", "relationship", "school_id", "set_by_hand", "surname", "title", "version") SELECT new_values."address", new_values."email", new_values."forename", new_values."has_responsibility", new_values."id", new_values."is_current", new_values."language", new_values."may_see", new_values."must_not_contact", new_values."must_not_why", new_values."needs_interpreter", new_values."order", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."phone", new_values."prefers", new_values."pupil_id", new_values."relationship", new_values."school_id", new_values."set_by_hand", new_values."surname", new_values."title", new_values."version" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='b44337d14901d327d4db1890d28680aebc25ace1', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_82267', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='pupils_contact', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='contact',
                trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "pupils_contactevent" ("address", "email", "forename", "has_responsibility", "id", "is_current", "language", "may_see", "must_not_contact", "must_not_why", "needs_interpreter", "order", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "prefers", "pupil_id", "relationship", "school_id", "set_by_hand", "surname", "title", "version") SELECT old_values."address", old_values."email", old_values."forename", old_values."has_responsibility", old_values."id", old_values."is_current", old_values."language", old_values."may_see", old_values."must_not_contact", old_values."must_not_why", old_values."needs_interpreter", old_values."order", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."phone", old_values."prefers", old_values."pupil_id", old_values."relationship", old_values."school_id", old_values."set_by_hand", old_values."surname", old_values."title", old_values."version" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='750aaba2b79046792d002a8a01dfe891644f07b0', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_66d53', referencing='REFERENCING OLD TABLE AS old_values ', table='pupils_contact', when='AFTER')),
            ),
            migrations.AddConstraint(
                model_name='concernevent',
                constraint=senco.rows.SchoolWall(name='pupils_concernevent_wall'),
            ),
            migrations.AddConstraint(
                model_name='concernevent',
                constraint=senco.rows.LeadWall(name='pupils_concernevent_lead', unless='exists (select 1 from pupils_concern kept where kept.id = pgh_obj_id)'),
            ),
            migrations.AddConstraint(
                model_name='concerncaseevent',
                constraint=senco.rows.SchoolWall(name='pupils_concerncaseevent_wall'),
            ),
            migrations.AddConstraint(
                model_name='concerncaseevent',
                constraint=senco.rows.LeadWall(name='pupils_concerncaseevent_lead', unless='exists (select 1 from pupils_concerncase kept where kept.id = pgh_obj_id)'),
            ),
            migrations.AddIndex(
                model_name='concerncase',
                index=models.Index(fields=['school', 'state'], name='concern_case_list'),
            ),
            migrations.AddConstraint(
                model_name='concerncase',
                constraint=senco.rows.SchoolWall(name='pupils_concerncase_wall'),
            ),
            migrations.AddConstraint(
                model_name='concerncase',
                constraint=models.UniqueConstraint(fields=('id', 'school'), name='pupils_concerncase_in_school'),
            ),
            migrations.AddConstraint(
                model_name='concerncase',
                constraint=models.UniqueConstraint(condition=models.Q(('state__in', ('closed', 'sen_support')), _negated=True), fields=('pupil',), name='concern_case_one_open_a_pupil'),
            ),
            migrations.AddConstraint(
                model_name='concerncase',
                constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', 'closed'), _negated=True), models.Q(('outcome', ''), _negated=True), _connector='OR'), name='concern_case_closed_why'),
            ),
            migrations.AddConstraint(
                model_name='concerncase',
                constraint=senco.rows.SchoolKey(field='pupil', name='pupils_concerncase_pupil_school', to='pupils.Pupil'),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='concerncase',
                trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "pupils_concerncaseevent" ("closed_at", "id", "look_again_on", "opened_at", "outcome", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "pupil_id", "school_id", "state", "version") SELECT new_values."closed_at", new_values."id", new_values."look_again_on", new_values."opened_at", new_values."outcome", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."pupil_id", new_values."school_id", new_values."state", new_values."version" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='83082d5b9023a405cdfbdf7a9294bd56d25b9085', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_88232', referencing='REFERENCING NEW TABLE AS new_values ', table='pupils_concerncase', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='concerncase',
                trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "pupils_concerncaseevent" ("closed_at", "id", "look_again_on", "opened_at", "outcome", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "pupil_id", "school_id", "state", "version") SELECT new_values."closed_at", new_values."id", new_values."look_again_on", new_values."opened_at", new_values."outcome", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."pupil_id", new_values."school_id", new_values."state", new_values."version" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='d1c3ffe2b2c736c04ab71a39edf95a265c83582c', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_1ccb1', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='pupils_concerncase', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='concerncase',
                trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "pupils_concerncaseevent" ("closed_at", "id", "look_again_on", "opened_at", "outcome", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "pupil_id", "school_id", "state", "version") SELECT old_values."closed_at", old_values."id", old_values."look_again_on", old_values."opened_at", old_values."outcome", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."pupil_id", old_values."school_id", old_values."state", old_values."version" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='fe45e01227beeae6c96919b5c6ad8afebf74c0c7', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_8db13', referencing='REFERENCING OLD TABLE AS old_values ', table='pupils_concerncase', when='AFTER')),
            ),
            migrations.AddIndex(
                model_name='concern',
                index=models.Index(fields=['school', '-logged_at'], name='concern_list'),
            ),
            migrations.AddConstraint(
                model_name='concern',
                constraint=senco.rows.SchoolWall(name='pupils_concern_wall'),
            ),
            migrations.AddConstraint(
                model_name='concern',
                constraint=models.UniqueConstraint(fields=('id', 'school'), name='pupils_concern_in_school'),
            ),
            migrations.AddConstraint(
                model_name='concern',
                constraint=models.UniqueConstraint(fields=('school', 'form_key'), name='concern_form_once'),
            ),
            migrations.AddConstraint(
                model_name='concern',
                constraint=models.CheckConstraint(condition=models.Q(models.Q(('said_by', ''), ('source', 'staff'), ('their_words', ''), models.Q(('seen', ''), _negated=True)), models.Q(models.Q(('source', 'staff'), _negated=True), models.Q(('their_words', ''), _negated=True), models.Q(('said_by', ''), _negated=True)), _connector='OR'), name='concern_says_whose_words'),
            ),
            migrations.AddConstraint(
                model_name='concern',
                constraint=senco.rows.SchoolKey(field='pupil', name='pupils_concern_pupil_school', to='pupils.Pupil'),
            ),
            migrations.AddConstraint(
                model_name='concern',
                constraint=senco.rows.SchoolKey(field='case', name='pupils_concern_case_school', to='pupils.ConcernCase'),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='concern',
                trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "pupils_concernevent" ("answer_read_at", "area", "case_id", "form_key", "id", "logged_at", "logged_by_id", "parents_said", "parents_told", "parents_why_not", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "pupil_id", "said_by", "said_how", "said_on", "school_id", "seen", "source", "their_words", "tried") SELECT new_values."answer_read_at", new_values."area", new_values."case_id", new_values."form_key", new_values."id", new_values."logged_at", new_values."logged_by_id", new_values."parents_said", new_values."parents_told", new_values."parents_why_not", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."pupil_id", new_values."said_by", new_values."said_how", new_values."said_on", new_values."school_id", new_values."seen", new_values."source", new_values."their_words", new_values."tried" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='917cb4865b8747abf4a5edd39b24ca761ff7e5f2', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_99ba2', referencing='REFERENCING NEW TABLE AS new_values ', table='pupils_concern', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='concern',
                trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "pupils_concernevent" ("answer_read_at", "area", "case_id", "form_key", "id", "logged_at", "logged_by_id", "parents_said", "parents_told", "parents_why_not", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "pupil_id", "said_by", "said_how", "said_on", "school_id", "seen", "source", "their_words", "tried") SELECT new_values."answer_read_at", new_values."area", new_values."case_id", new_values."form_key", new_values."id", new_values."logged_at", new_values."logged_by_id", new_values."parents_said", new_values."parents_told", new_values."parents_why_not", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."pupil_id", new_values."said_by", new_values."said_how", new_values."said_on", new_values."school_id", new_values."seen", new_values."source", new_values."their_words", new_values."tried" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='24a37a247f2d438cafc3ae0eecc9b01cad9c8c42', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_a1375', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='pupils_concern', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='concern',
                trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "pupils_concernevent" ("answer_read_at", "area", "case_id", "form_key", "id", "logged_at", "logged_by_id", "parents_said", "parents_told", "parents_why_not", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "pupil_id", "said_by", "said_how", "said_on", "school_id", "seen", "source", "their_words", "tried") SELECT old_values."answer_read_at", old_values."area", old_values."case_id", old_values."form_key", old_values."id", old_values."logged_at", old_values."logged_by_id", old_values."parents_said", old_values."parents_told", old_values."parents_why_not", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."pupil_id", old_values."said_by", old_values."said_how", old_values."said_on", old_values."school_id", old_values."seen", old_values."source", old_values."their_words", old_values."tried" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='d04e02b04b1cd59718d8e3f0110b0ee5bdbed372', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_6b1b9', referencing='REFERENCING OLD TABLE AS old_values ', table='pupils_concern', when='AFTER')),
            ),
            migrations.AddConstraint(
                model_name='characteristicevent',
                constraint=senco.rows.SchoolWall(name='pupils_characteristicevent_wall'),
            ),
            migrations.AddConstraint(
                model_name='characteristic',
                constraint=senco.rows.SchoolWall(name='pupils_characteristic_wall'),
            ),
            migrations.AddConstraint(
                model_name='characteristic',
                constraint=models.UniqueConstraint(fields=('id', 'school'), name='pupils_characteristic_in_school'),
            ),
            migrations.AddConstraint(
                model_name='characteristic',
                constraint=models.CheckConstraint(condition=models.Q(('ends_on__isnull', True), ('ends_on__gte', models.F('starts_on')), _connector='OR'), name='characteristic_ends_after_start'),
            ),
            migrations.AddConstraint(
                model_name='characteristic',
                constraint=models.UniqueConstraint(condition=models.Q(('ends_on__isnull', True)), fields=('pupil', 'kind'), name='characteristic_one_open'),
            ),
            migrations.AddConstraint(
                model_name='characteristic',
                constraint=senco.rows.SchoolKey(field='pupil', name='pupils_characteristic_pupil_school', to='pupils.Pupil'),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='characteristic',
                trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "pupils_characteristicevent" ("detail", "ends_on", "id", "kind", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "pupil_id", "school_id", "starts_on") SELECT new_values."detail", new_values."ends_on", new_values."id", new_values."kind", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."pupil_id", new_values."school_id", new_values."starts_on" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='4b5db4647f9aaee75ede1ea5aafaf5baba7ffaf3', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_722b9', referencing='REFERENCING NEW TABLE AS new_values ', table='pupils_characteristic', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='characteristic',
                trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "pupils_characteristicevent" ("detail", "ends_on", "id", "kind", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "pupil_id", "school_id", "starts_on") SELECT new_values."detail", new_values."ends_on", new_values."id", new_values."kind", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."pupil_id", new_values."school_id", new_values."starts_on" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='5d64129e5591683c7dffd8aadc334666577a2df6', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_9da1e', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='pupils_characteristic', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='characteristic',
                trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "pupils_characteristicevent" ("detail", "ends_on", "id", "kind", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "pupil_id", "school_id", "starts_on") SELECT old_values."detail", old_values."ends_on", old_values."id", old_values."kind", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."pupil_id", old_values."school_id", old_values."starts_on" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='7da228d3b188c5b1f11c0ca65e659235b18e65f4', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_73afd', referencing='REFERENCING OLD TABLE AS old_values ', table='pupils_characteristic', when='AFTER')),
            ),
            migrations.AddConstraint(
                model_name='attendanceevent',
                constraint=senco.rows.SchoolWall(name='pupils_attendanceevent_wall'),
            ),
            migrations.AddConstraint(
                model_name='attendance',
                constraint=senco.rows.SchoolWall(name='pupils_attendance_wall'),
            ),
            migrations.AddConstraint(
                model_name='attendance',
                constraint=models.UniqueConstraint(fields=('id', 'school'), name='pupils_attendance_in_school'),
            ),
            migrations.AddConstraint(
                model_name='attendance',
                constraint=models.UniqueConstraint(fields=('pupil', 'starts_on', 'is_running'), name='attendance_once_a_period'),
            ),
            migrations.AddConstraint(
                model_name='attendance',
                constraint=models.CheckConstraint(condition=models.Q(('percent__gte', 0), ('percent__lte', 100)), name='attendance_percent'),
            ),
            migrations.AddConstraint(
                model_name='attendance',
                constraint=models.CheckConstraint(condition=models.Q(('ends_on__gte', models.F('starts_on'))), name='attendance_ends_after_start'),
            ),
            migrations.AddConstraint(
                model_name='attendance',
                constraint=senco.rows.SchoolKey(field='pupil', name='pupils_attendance_pupil_school', to='pupils.Pupil'),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='attendance',
                trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "pupils_attendanceevent" ("ends_on", "id", "is_running", "percent", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "pupil_id", "school_id", "starts_on") SELECT new_values."ends_on", new_values."id", new_values."is_running", new_values."percent", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."pupil_id", new_values."school_id", new_values."starts_on" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='664fa14ca77481747eaff7e2870e7e2b28685713', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_e4363', referencing='REFERENCING NEW TABLE AS new_values ', table='pupils_attendance', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='attendance',
                trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "pupils_attendanceevent" ("ends_on", "id", "is_running", "percent", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "pupil_id", "school_id", "starts_on") SELECT new_values."ends_on", new_values."id", new_values."is_running", new_values."percent", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."pupil_id", new_values."school_id", new_values."starts_on" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='83ca60dc63fe1c5d453760a31677b49ebfe65990', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_7e357', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='pupils_attendance', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='attendance',
                trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "pupils_attendanceevent" ("ends_on", "id", "is_running", "percent", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "pupil_id", "school_id", "starts_on") SELECT old_values."ends_on", old_values."id", old_values."is_running", old_values."percent", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."pupil_id", old_values."school_id", old_values."starts_on" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='029723844864c8b0a513655d0ad350902bf42bfa', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_24456', referencing='REFERENCING OLD TABLE AS old_values ', table='pupils_attendance', when='AFTER')),
            ),
            migrations.AddConstraint(
                model_name='pupilevent',
                constraint=senco.rows.SchoolWall(name='pupils_pupilevent_wall'),
            ),
            migrations.AddIndex(
                model_name='pupilword',
                index=models.Index(fields=['school', 'word', 'pupil'], name='pupil_word_prefix'),
            ),
            migrations.AddConstraint(
                model_name='pupilword',
                constraint=senco.rows.SchoolWall(name='pupils_pupilword_wall'),
            ),
            migrations.AddConstraint(
                model_name='pupilword',
                constraint=models.UniqueConstraint(fields=('id', 'school'), name='pupils_pupilword_in_school'),
            ),
            migrations.AddConstraint(
                model_name='pupilword',
                constraint=models.UniqueConstraint(fields=('pupil', 'word'), name='pupil_word_once'),
            ),
            migrations.AddConstraint(
                model_name='pupilword',
                constraint=senco.rows.SchoolKey(field='pupil', name='pupils_pupilword_pupil_school', to='pupils.Pupil'),
            ),
            migrations.AddIndex(
                model_name='reminder',
                index=models.Index(condition=models.Q(('sent_at__isnull', True)), fields=['recipient', 'tell_on'], name='reminder_unsent'),
            ),
            migrations.AddIndex(
                model_name='reminder',
                index=models.Index(fields=['recipient', 'digest_on'], name='reminder_digest'),
            ),
            migrations.AddConstraint(
                model_name='reminder',
                constraint=senco.rows.SchoolWall(name='pupils_reminder_wall'),
            ),
            migrations.AddConstraint(
                model_name='reminder',
                constraint=models.UniqueConstraint(fields=('id', 'school'), name='pupils_reminder_in_school'),
            ),
            migrations.AddConstraint(
                model_name='reminder',
                constraint=models.UniqueConstraint(fields=('deadline', 'due_on', 'recipient', 'lead'), name='reminder_once'),
            ),
            migrations.AddConstraint(
                model_name='reminder',
                constraint=senco.rows.SchoolKey(field='deadline', name='pupils_reminder_deadline_school', to='pupils.Deadline'),
            ),
            migrations.AddConstraint(
                model_name='remindersetting',
                constraint=senco.rows.SchoolWall(name='pupils_remindersetting_wall'),
            ),
            migrations.AddConstraint(
                model_name='remindersetting',
                constraint=models.UniqueConstraint(fields=('id', 'school'), name='pupils_remindersetting_in_school'),
            ),
            migrations.AddConstraint(
                model_name='remindersetting',
                constraint=models.UniqueConstraint(fields=('school',), name='reminder_setting_once'),
            ),
            migrations.AddIndex(
                model_name='result',
                index=models.Index(fields=['school', 'measure', 'taken_on'], include=('pupil', 'value'), name='result_of_measure'),
            ),
            migrations.AddConstraint(
                model_name='result',
                constraint=senco.rows.SchoolWall(name='pupils_result_wall'),
            ),
            migrations.AddConstraint(
                model_name='result',
                constraint=models.UniqueConstraint(fields=('id', 'school'), name='pupils_result_in_school'),
            ),
            migrations.AddConstraint(
                model_name='result',
                constraint=models.UniqueConstraint(fields=('pupil', 'measure', 'taken_on'), name='result_once_a_day'),
            ),
            migrations.AddConstraint(
                model_name='result',
                constraint=senco.rows.SchoolKey(field='pupil', name='pupils_result_pupil_school', to='pupils.Pupil'),
            ),
            migrations.AddConstraint(
                model_name='result',
                constraint=senco.rows.SchoolKey(field='measure', name='pupils_result_measure_school', to='pupils.Measure'),
            ),
            migrations.AddConstraint(
                model_name='result',
                constraint=senco.rows.SchoolKey(field='run', name='pupils_result_run_school', to='pupils.ImportRun'),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='result',
                trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "pupils_resultevent" ("entered_at", "entered_by_id", "id", "measure_id", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "pupil_id", "run_id", "school_id", "taken_on", "value", "written") SELECT new_values."entered_at", new_values."entered_by_id", new_values."id", new_values."measure_id", new_values."note", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."pupil_id", new_values."run_id", new_values."school_id", new_values."taken_on", new_values."value", new_values."written" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='2b7181975f2eaeb918193ef576074f65aa0b90e7', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_ce8e1', referencing='REFERENCING NEW TABLE AS new_values ', table='pupils_result', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='result',
                trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "pupils_resultevent" ("entered_at", "entered_by_id", "id", "measure_id", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "pupil_id", "run_id", "school_id", "taken_on", "value", "written") SELECT new_values."entered_at", new_values."entered_by_id", new_values."id", new_values."measure_id", new_values."note", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."pupil_id", new_values."run_id", new_values."school_id", new_values."taken_on", new_values."value", new_values."written" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='928fedcb2161557bea5118aadf8d4f05ca4ab4e2', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_aaec9', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='pupils_result', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='result',
                trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "pupils_resultevent" ("entered_at", "entered_by_id", "id", "measure_id", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "pupil_id", "run_id", "school_id", "taken_on", "value", "written") SELECT old_values."entered_at", old_values."entered_by_id", old_values."id", old_values."measure_id", old_values."note", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."pupil_id", old_values."run_id", old_values."school_id", old_values."taken_on", old_values."value", old_values."written" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='d58088b3051112b86ba333d7369386f708f2d076', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_b9ba8', referencing='REFERENCING OLD TABLE AS old_values ', table='pupils_result', when='AFTER')),
            ),
            migrations.AddConstraint(
                model_name='resultevent',
                constraint=senco.rows.SchoolWall(name='pupils_resultevent_wall'),
            ),
            migrations.AddIndex(
                model_name='safeguardingnote',
                index=models.Index(condition=models.Q(('told_at__isnull', True)), fields=['school'], name='safeguarding_untold'),
            ),
            migrations.AddConstraint(
                model_name='safeguardingnote',
                constraint=senco.rows.SchoolWall(name='pupils_safeguardingnote_wall'),
            ),
            migrations.AddConstraint(
                model_name='safeguardingnote',
                constraint=models.UniqueConstraint(fields=('id', 'school'), name='pupils_safeguardingnote_in_school'),
            ),
            migrations.AddConstraint(
                model_name='safeguardingnote',
                constraint=models.UniqueConstraint(fields=('school', 'form_key'), name='safeguarding_form_once'),
            ),
            migrations.AddConstraint(
                model_name='safeguardingnote',
                constraint=senco.rows.SchoolKey(field='pupil', name='pupils_safeguardingnote_pupil_school', to='pupils.Pupil'),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='safeguardingnote',
                trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "pupils_safeguardingnoteevent" ("form_key", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "pupil_id", "read_at", "read_by_id", "school_id", "tell_again_at", "tell_failures", "text", "told_at", "told_leads", "written_at", "written_by_id") SELECT new_values."form_key", new_values."id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."pupil_id", new_values."read_at", new_values."read_by_id", new_values."school_id", new_values."tell_again_at", new_values."tell_failures", new_values."text", new_values."told_at", new_values."told_leads", new_values."written_at", new_values."written_by_id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='d17e1d307ccdf3f82bf347a6c2c7b5a16c19850d', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_c7bc2', referencing='REFERENCING NEW TABLE AS new_values ', table='pupils_safeguardingnote', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='safeguardingnote',
                trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "pupils_safeguardingnoteevent" ("form_key", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "pupil_id", "read_at", "read_by_id", "school_id", "tell_again_at", "tell_failures", "text", "told_at", "told_leads", "written_at", "written_by_id") SELECT new_values."form_key", new_values."id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."pupil_id", new_values."read_at", new_values."read_by_id", new_values."school_id", new_values."tell_again_at", new_values."tell_failures", new_values."text", new_values."told_at", new_values."told_leads", new_values."written_at", new_values."written_by_id" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='a02db8b61e65152c8fa46eab69e0c23e6bc7a14b', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_d4263', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='pupils_safeguardingnote', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='safeguardingnote',
                trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "pupils_safeguardingnoteevent" ("form_key", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "pupil_id", "read_at", "read_by_id", "school_id", "tell_again_at", "tell_failures", "text", "told_at", "told_leads", "written_at", "written_by_id") SELECT old_values."form_key", old_values."id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."pupil_id", old_values."read_at", old_values."read_by_id", old_values."school_id", old_values."tell_again_at", old_values."tell_failures", old_values."text", old_values."told_at", old_values."told_leads", old_values."written_at", old_values."written_by_id" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='34d9fce3d0805627fd2fa29e92a3752af85596f6', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_81a37', referencing='REFERENCING OLD TABLE AS old_values ', table='pupils_safeguardingnote', when='AFTER')),
            ),
            migrations.AddConstraint(
                model_name='safeguardingnoteevent',
                constraint=senco.rows.SchoolWall(name='pupils_safeguardingnoteevent_wall'),
            ),
            migrations.AddConstraint(
                model_name='safeguardingnoteevent',
                constraint=senco.rows.LeadWall(name='pupils_safeguardingnoteevent_lead', unless='false'),
            ),
            migrations.AddConstraint(
                model_name='savedview',
                constraint=senco.rows.SchoolWall(name='pupils_savedview_wall'),
            ),
            migrations.AddConstraint(
                model_name='savedview',
                constraint=models.UniqueConstraint(fields=('id', 'school'), name='pupils_savedview_in_school'),
            ),
            migrations.AddConstraint(
                model_name='savedview',
                constraint=models.UniqueConstraint(fields=('school', 'user', 'name'), name='saved_view_once'),
            ),
            migrations.AddIndex(
                model_name='senneed',
                index=models.Index(fields=['school', 'code'], name='sen_need_list'),
            ),
            migrations.AddConstraint(
                model_name='senneed',
                constraint=senco.rows.SchoolWall(name='pupils_senneed_wall'),
            ),
            migrations.AddConstraint(
                model_name='senneed',
                constraint=models.UniqueConstraint(fields=('id', 'school'), name='pupils_senneed_in_school'),
            ),
            migrations.AddConstraint(
                model_name='senneed',
                constraint=models.CheckConstraint(condition=models.Q(('ends_on__isnull', True), ('ends_on__gte', models.F('starts_on')), _connector='OR'), name='senneed_ends_after_start'),
            ),
            migrations.AddConstraint(
                model_name='senneed',
                constraint=models.UniqueConstraint(condition=models.Q(('ends_on__isnull', True)), fields=('pupil', 'code'), name='sen_need_one_open'),
            ),
            migrations.AddConstraint(
                model_name='senneed',
                constraint=models.CheckConstraint(condition=models.Q(('rank__gte', 1)), name='sen_need_rank_from_one'),
            ),
            migrations.AddConstraint(
                model_name='senneed',
                constraint=senco.rows.SchoolKey(field='pupil', name='pupils_senneed_pupil_school', to='pupils.Pupil'),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='senneed',
                trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "pupils_senneedevent" ("code", "ends_on", "id", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "pupil_id", "rank", "school_id", "starts_on") SELECT new_values."code", new_values."ends_on", new_values."id", new_values."note", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."pupil_id", new_values."rank", new_values."school_id", new_values."starts_on" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='b4e7b2cf3efcfe9581982f795e07da5b98815e54', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_86978', referencing='REFERENCING NEW TABLE AS new_values ', table='pupils_senneed', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='senneed',
                trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "pupils_senneedevent" ("code", "ends_on", "id", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "pupil_id", "rank", "school_id", "starts_on") SELECT new_values."code", new_values."ends_on", new_values."id", new_values."note", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."pupil_id", new_values."rank", new_values."school_id", new_values."starts_on" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='24a1dc32cfefca0cd0c920e1820a8f1747158a59', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_23f07', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='pupils_senneed', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='senneed',
                trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "pupils_senneedevent" ("code", "ends_on", "id", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "pupil_id", "rank", "school_id", "starts_on") SELECT old_values."code", old_values."ends_on", old_values."id", old_values."note", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."pupil_id", old_values."rank", old_values."school_id", old_values."starts_on" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='442699e630127e7129737c1572ca3fda4d7dd3a9', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_27f28', referencing='REFERENCING OLD TABLE AS old_values ', table='pupils_senneed', when='AFTER')),
            ),
            migrations.AddConstraint(
                model_name='senneedevent',
                constraint=senco.rows.SchoolWall(name='pupils_senneedevent_wall'),
            ),
            migrations.AddIndex(
                model_name='senstatus',
                index=models.Index(fields=['school', 'provision', 'starts_on'], name='sen_status_list'),
            ),
            migrations.AddConstraint(
                model_name='senstatus',
                constraint=senco.rows.SchoolWall(name='pupils_senstatus_wall'),
            ),
            migrations.AddConstraint(
                model_name='senstatus',
                constraint=models.UniqueConstraint(fields=('id', 'school'), name='pupils_senstatus_in_school'),
            ),
            migrations.AddConstraint(
                model_name='senstatus',
                constraint=models.CheckConstraint(condition=models.Q(('ends_on__isnull', True), ('ends_on__gte', models.F('starts_on')), _connector='OR'), name='senstatus_ends_after_start'),
            ),
            migrations.AddConstraint(
                model_name='senstatus',
                constraint=django.contrib.postgres.constraints.ExclusionConstraint(expressions=[(models.Func(models.F('pupil_id'), models.F('pupil_id'), models.Value('[]'), function='int8range'), '&&'), (models.Func(models.F('starts_on'), models.F('ends_on'), models.Value('[]'), function='daterange'), '&&')], name='sen_status_one_a_day'),
            ),
            migrations.AddConstraint(
                model_name='senstatus',
                constraint=models.CheckConstraint(condition=models.Q(('provision__in', ['N', 'K', 'E'])), name='sen_status_known'),
            ),
            migrations.AddConstraint(
                model_name='senstatus',
                constraint=senco.rows.SchoolKey(field='pupil', name='pupils_senstatus_pupil_school', to='pupils.Pupil'),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='senstatus',
                trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "pupils_senstatusevent" ("decided_by_id", "decided_with", "ends_on", "id", "parents_told_how", "parents_told_on", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "provision", "pupil_id", "reason", "school_id", "starts_on") SELECT new_values."decided_by_id", new_values."decided_with", new_values."ends_on", new_values."id", new_values."parents_told_how", new_values."parents_told_on", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."provision", new_values."pupil_id", new_values."reason", new_values."school_id", new_values."starts_on" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='6d78c433d7bb9a0affd7f1a48d7896880f476e10', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_0f159', referencing='REFERENCING NEW TABLE AS new_values ', table='pupils_senstatus', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='senstatus',
                trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "pupils_senstatusevent" ("decided_by_id", "decided_with", "ends_on", "id", "parents_told_how", "parents_told_on", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "provision", "pupil_id", "reason", "school_id", "starts_on") SELECT new_values."decided_by_id", new_values."decided_with", new_values."ends_on", new_values."id", new_values."parents_told_how", new_values."parents_told_on", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."provision", new_values."pupil_id", new_values."reason", new_values."school_id", new_values."starts_on" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='3bafb8f9a6b897c7eb58d3c0000abd895f017bbd', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_86c28', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='pupils_senstatus', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='senstatus',
                trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "pupils_senstatusevent" ("decided_by_id", "decided_with", "ends_on", "id", "parents_told_how", "parents_told_on", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "provision", "pupil_id", "reason", "school_id", "starts_on") SELECT old_values."decided_by_id", old_values."decided_with", old_values."ends_on", old_values."id", old_values."parents_told_how", old_values."parents_told_on", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."provision", old_values."pupil_id", old_values."reason", old_values."school_id", old_values."starts_on" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='527c1a1d15b95316206b466064ff438fcdb532d7', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_a78df', referencing='REFERENCING OLD TABLE AS old_values ', table='pupils_senstatus', when='AFTER')),
            ),
            migrations.AddConstraint(
                model_name='senstatusevent',
                constraint=senco.rows.SchoolWall(name='pupils_senstatusevent_wall'),
            ),
            migrations.AddConstraint(
                model_name='sibling',
                constraint=senco.rows.SchoolWall(name='pupils_sibling_wall'),
            ),
            migrations.AddConstraint(
                model_name='sibling',
                constraint=models.UniqueConstraint(fields=('id', 'school'), name='pupils_sibling_in_school'),
            ),
            migrations.AddConstraint(
                model_name='sibling',
                constraint=senco.rows.BothWall(field='other_school', name='pupils_sibling_both'),
            ),
            migrations.AddConstraint(
                model_name='sibling',
                constraint=models.UniqueConstraint(fields=('pupil', 'other_id'), name='sibling_once'),
            ),
            migrations.AddConstraint(
                model_name='sibling',
                constraint=models.CheckConstraint(condition=models.Q(('pupil', models.F('other_id')), _negated=True), name='sibling_of_another'),
            ),
            migrations.AddConstraint(
                model_name='sibling',
                constraint=senco.rows.SchoolKey(field='pupil', name='pupils_sibling_pupil_school', to='pupils.Pupil'),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='sibling',
                trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "pupils_siblingevent" ("decided_at", "decided_by_id", "id", "is_sibling", "other_id", "other_school_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "pupil_id", "school_id") SELECT new_values."decided_at", new_values."decided_by_id", new_values."id", new_values."is_sibling", new_values."other_id", new_values."other_school_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."pupil_id", new_values."school_id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='b0dff12aae93efdf1b791366ea2618d1dbb35d06', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_16741', referencing='REFERENCING NEW TABLE AS new_values ', table='pupils_sibling', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='sibling',
                trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "pupils_siblingevent" ("decided_at", "decided_by_id", "id", "is_sibling", "other_id", "other_school_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "pupil_id", "school_id") SELECT new_values."decided_at", new_values."decided_by_id", new_values."id", new_values."is_sibling", new_values."other_id", new_values."other_school_id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."pupil_id", new_values."school_id" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='8db244ecb1a9dd5ce0041b1866294bbf12a7c1c1', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_83b60', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='pupils_sibling', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='sibling',
                trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "pupils_siblingevent" ("decided_at", "decided_by_id", "id", "is_sibling", "other_id", "other_school_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "pupil_id", "school_id") SELECT old_values."decided_at", old_values."decided_by_id", old_values."id", old_values."is_sibling", old_values."other_id", old_values."other_school_id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."pupil_id", old_values."school_id" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='844af72166fac254ce661e93236464122ac91a5c', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_03df8', referencing='REFERENCING OLD TABLE AS old_values ', table='pupils_sibling', when='AFTER')),
            ),
            migrations.AddConstraint(
                model_name='siblingevent',
                constraint=senco.rows.SchoolWall(name='pupils_siblingevent_wall'),
            ),
            migrations.AddConstraint(
                model_name='siblingevent',
                constraint=senco.rows.BothWall(field='other_school', name='pupils_siblingevent_both'),
            ),
            migrations.AddIndex(
                model_name='slowprogress',
                index=models.Index(fields=['school', 'measure'], name='slow_progress_school'),
            ),
            migrations.AddConstraint(
                model_name='slowprogress',
                constraint=senco.rows.SchoolWall(name='pupils_slowprogress_wall'),
            ),
            migrations.AddConstraint(
                model_name='slowprogress',
                constraint=models.UniqueConstraint(fields=('id', 'school'), name='pupils_slowprogress_in_school'),
            ),
            migrations.AddConstraint(
                model_name='slowprogress',
                constraint=models.UniqueConstraint(fields=('pupil', 'measure'), name='slow_progress_once'),
            ),
            migrations.AddConstraint(
                model_name='slowprogress',
                constraint=senco.rows.SchoolKey(field='pupil', name='pupils_slowprogress_pupil_school', to='pupils.Pupil'),
            ),
            migrations.AddConstraint(
                model_name='slowprogress',
                constraint=senco.rows.SchoolKey(field='measure', name='pupils_slowprogress_measure_school', to='pupils.Measure'),
            ),
            migrations.AddConstraint(
                model_name='strategycard',
                constraint=senco.rows.SchoolWall(name='pupils_strategycard_wall'),
            ),
            migrations.AddConstraint(
                model_name='strategycard',
                constraint=models.UniqueConstraint(fields=('id', 'school'), name='pupils_strategycard_in_school'),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='strategycard',
                trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "pupils_strategycardevent" ("area", "id", "made_at", "made_by_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "retired_at", "school_id", "tags", "text", "title", "version") SELECT new_values."area", new_values."id", new_values."made_at", new_values."made_by_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."retired_at", new_values."school_id", new_values."tags", new_values."text", new_values."title", new_values."version" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='ec63b14c32d4eab19260dd055cd1db69e5f71164', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_1e660', referencing='REFERENCING NEW TABLE AS new_values ', table='pupils_strategycard', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='strategycard',
                trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "pupils_strategycardevent" ("area", "id", "made_at", "made_by_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "retired_at", "school_id", "tags", "text", "title", "version") SELECT new_values."area", new_values."id", new_values."made_at", new_values."made_by_id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."retired_at", new_values."school_id", new_values."tags", new_values."text", new_values."title", new_values."version" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='d72a23a976f891c1c538085375af0a5a9afb4217', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_6e3d0', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='pupils_strategycard', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='strategycard',
                trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "pupils_strategycardevent" ("area", "id", "made_at", "made_by_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "retired_at", "school_id", "tags", "text", "title", "version") SELECT old_values."area", old_values."id", old_values."made_at", old_values."made_by_id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."retired_at", old_values."school_id", old_values."tags", old_values."text", old_values."title", old_values."version" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='90a1d1ddb92b6064740d9f595e1c55c8768e915a', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_77ae9', referencing='REFERENCING OLD TABLE AS old_values ', table='pupils_strategycard', when='AFTER')),
            ),
            migrations.AddConstraint(
                model_name='strategycardevent',
                constraint=senco.rows.SchoolWall(name='pupils_strategycardevent_wall'),
            ),
            migrations.AddConstraint(
                model_name='suspension',
                constraint=senco.rows.SchoolWall(name='pupils_suspension_wall'),
            ),
            migrations.AddConstraint(
                model_name='suspension',
                constraint=models.UniqueConstraint(fields=('id', 'school'), name='pupils_suspension_in_school'),
            ),
            migrations.AddConstraint(
                model_name='suspension',
                constraint=models.UniqueConstraint(fields=('pupil', 'kind', 'starts_on'), name='suspension_once'),
            ),
            migrations.AddConstraint(
                model_name='suspension',
                constraint=senco.rows.SchoolKey(field='pupil', name='pupils_suspension_pupil_school', to='pupils.Pupil'),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='suspension',
                trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "pupils_suspensionevent" ("ends_on", "id", "kind", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "pupil_id", "reason", "recorded_by_id", "school_id", "sessions", "starts_on") SELECT new_values."ends_on", new_values."id", new_values."kind", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."pupil_id", new_values."reason", new_values."recorded_by_id", new_values."school_id", new_values."sessions", new_values."starts_on" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='f7c1685d1c2b8029432be5ec0266c35eecf6ce44', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_3e274', referencing='REFERENCING NEW TABLE AS new_values ', table='pupils_suspension', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='suspension',
                trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "pupils_suspensionevent" ("ends_on", "id", "kind", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "pupil_id", "reason", "recorded_by_id", "school_id", "sessions", "starts_on") SELECT new_values."ends_on", new_values."id", new_values."kind", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."pupil_id", new_values."reason", new_values."recorded_by_id", new_values."school_id", new_values."sessions", new_values."starts_on" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='22678f85e3f7a27e66b011e2b9bc2ab4f3e48e20', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_a5cca', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='pupils_suspension', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='suspension',
                trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "pupils_suspensionevent" ("ends_on", "id", "kind", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "pupil_id", "reason", "recorded_by_id", "school_id", "sessions", "starts_on") SELECT old_values."ends_on", old_values."id", old_values."kind", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."pupil_id", old_values."reason", old_values."recorded_by_id", old_values."school_id", old_values."sessions", old_values."starts_on" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='2a56891abe51059990c2abff9ea547f9c96aef83', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_a276d', referencing='REFERENCING OLD TABLE AS old_values ', table='pupils_suspension', when='AFTER')),
            ),
            migrations.AddConstraint(
                model_name='suspensionevent',
                constraint=senco.rows.SchoolWall(name='pupils_suspensionevent_wall'),
            ),
            migrations.AddConstraint(
                model_name='teachinggroup',
                constraint=senco.rows.SchoolWall(name='pupils_teachinggroup_wall'),
            ),
            migrations.AddConstraint(
                model_name='teachinggroup',
                constraint=models.UniqueConstraint(fields=('id', 'school'), name='pupils_teachinggroup_in_school'),
            ),
            migrations.AddConstraint(
                model_name='teachinggroup',
                constraint=models.UniqueConstraint(condition=models.Q(('ends_on__isnull', True)), fields=('school', 'kind', 'name'), name='teaching_group_once'),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='teachinggroup',
                trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "pupils_teachinggroupevent" ("ends_on", "id", "kind", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "school_id", "subject", "version") SELECT new_values."ends_on", new_values."id", new_values."kind", new_values."name", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."school_id", new_values."subject", new_values."version" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='c2940156dbd9e3bb5f162788913ed41abc2fc2aa', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_cbb1d', referencing='REFERENCING NEW TABLE AS new_values ', table='pupils_teachinggroup', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='teachinggroup',
                trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "pupils_teachinggroupevent" ("ends_on", "id", "kind", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "school_id", "subject", "version") SELECT new_values."ends_on", new_values."id", new_values."kind", new_values."name", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."school_id", new_values."subject", new_values."version" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='be0d19057f0d63a41fd128cde23d539e2632b285', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_7b577', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='pupils_teachinggroup', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='teachinggroup',
                trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "pupils_teachinggroupevent" ("ends_on", "id", "kind", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "school_id", "subject", "version") SELECT old_values."ends_on", old_values."id", old_values."kind", old_values."name", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."school_id", old_values."subject", old_values."version" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='26e586ef83adf8ad0fe47a522be6e5d570c2affc', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_f6773', referencing='REFERENCING OLD TABLE AS old_values ', table='pupils_teachinggroup', when='AFTER')),
            ),
            migrations.AddConstraint(
                model_name='groupstaffevent',
                constraint=senco.rows.SchoolWall(name='pupils_groupstaffevent_wall'),
            ),
            migrations.AddConstraint(
                model_name='groupstaff',
                constraint=senco.rows.SchoolWall(name='pupils_groupstaff_wall'),
            ),
            migrations.AddConstraint(
                model_name='groupstaff',
                constraint=models.UniqueConstraint(fields=('id', 'school'), name='pupils_groupstaff_in_school'),
            ),
            migrations.AddConstraint(
                model_name='groupstaff',
                constraint=models.CheckConstraint(condition=models.Q(('ends_on__isnull', True), ('ends_on__gte', models.F('starts_on')), _connector='OR'), name='group_staff_ends_after_start'),
            ),
            migrations.AddConstraint(
                model_name='groupstaff',
                constraint=models.UniqueConstraint(condition=models.Q(('ends_on__isnull', True)), fields=('group', 'user'), name='group_staff_one_open'),
            ),
            migrations.AddConstraint(
                model_name='groupstaff',
                constraint=senco.rows.SchoolKey(field='group', name='pupils_groupstaff_group_school', to='pupils.TeachingGroup'),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='groupstaff',
                trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "pupils_groupstaffevent" ("ends_on", "group_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "school_id", "starts_on", "user_id") SELECT new_values."ends_on", new_values."group_id", new_values."id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."school_id", new_values."starts_on", new_values."user_id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='f4e3232a1de04f1d5fd5e946fab049d48e46e094', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_57839', referencing='REFERENCING NEW TABLE AS new_values ', table='pupils_groupstaff', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='groupstaff',
                trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "pupils_groupstaffevent" ("ends_on", "group_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "school_id", "starts_on", "user_id") SELECT new_values."ends_on", new_values."group_id", new_values."id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."school_id", new_values."starts_on", new_values."user_id" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='0ec69ebbdbffd867205bf52e496d54fc43542f16', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_85394', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='pupils_groupstaff', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='groupstaff',
                trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "pupils_groupstaffevent" ("ends_on", "group_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "school_id", "starts_on", "user_id") SELECT old_values."ends_on", old_values."group_id", old_values."id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."school_id", old_values."starts_on", old_values."user_id" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='b87e5d647b939b88f9408919c186a0d0b19b9fff', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_ba087', referencing='REFERENCING OLD TABLE AS old_values ', table='pupils_groupstaff', when='AFTER')),
            ),
            migrations.AddConstraint(
                model_name='grouppupilevent',
                constraint=senco.rows.SchoolWall(name='pupils_grouppupilevent_wall'),
            ),
            migrations.AddIndex(
                model_name='grouppupil',
                index=models.Index(fields=['group', 'school', 'pupil'], name='group_pupil_of'),
            ),
            migrations.AddConstraint(
                model_name='grouppupil',
                constraint=senco.rows.SchoolWall(name='pupils_grouppupil_wall'),
            ),
            migrations.AddConstraint(
                model_name='grouppupil',
                constraint=models.UniqueConstraint(fields=('id', 'school'), name='pupils_grouppupil_in_school'),
            ),
            migrations.AddConstraint(
                model_name='grouppupil',
                constraint=models.CheckConstraint(condition=models.Q(('ends_on__isnull', True), ('ends_on__gte', models.F('starts_on')), _connector='OR'), name='grouppupil_ends_after_start'),
            ),
            migrations.AddConstraint(
                model_name='grouppupil',
                constraint=models.UniqueConstraint(condition=models.Q(('ends_on__isnull', True)), fields=('pupil', 'group'), name='group_pupil_one_open'),
            ),
            migrations.AddConstraint(
                model_name='grouppupil',
                constraint=senco.rows.SchoolKey(field='pupil', name='pupils_grouppupil_pupil_school', to='pupils.Pupil'),
            ),
            migrations.AddConstraint(
                model_name='grouppupil',
                constraint=senco.rows.SchoolKey(field='group', name='pupils_grouppupil_group_school', to='pupils.TeachingGroup'),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='grouppupil',
                trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "pupils_grouppupilevent" ("ends_on", "group_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "pupil_id", "school_id", "starts_on") SELECT new_values."ends_on", new_values."group_id", new_values."id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."pupil_id", new_values."school_id", new_values."starts_on" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='b2b5d3530113ba1e52494c4fc3deba5fdfb4cde7', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_1ef02', referencing='REFERENCING NEW TABLE AS new_values ', table='pupils_grouppupil', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='grouppupil',
                trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "pupils_grouppupilevent" ("ends_on", "group_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "pupil_id", "school_id", "starts_on") SELECT new_values."ends_on", new_values."group_id", new_values."id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."pupil_id", new_values."school_id", new_values."starts_on" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='9ae1076062593bff63432fc9b8c418267e4ad7d5', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_df86f', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='pupils_grouppupil', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='grouppupil',
                trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "pupils_grouppupilevent" ("ends_on", "group_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "pupil_id", "school_id", "starts_on") SELECT old_values."ends_on", old_values."group_id", old_values."id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."pupil_id", old_values."school_id", old_values."starts_on" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='65d2146c36a04b621fd3a444b11bee2a8ce86e67', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_dc6d8', referencing='REFERENCING OLD TABLE AS old_values ', table='pupils_grouppupil', when='AFTER')),
            ),
            migrations.AddConstraint(
                model_name='advicerequestevent',
                constraint=senco.rows.SchoolWall(name='pupils_advicerequestevent_wall'),
            ),
            migrations.AddConstraint(
                model_name='advicerequest',
                constraint=senco.rows.SchoolWall(name='pupils_advicerequest_wall'),
            ),
            migrations.AddConstraint(
                model_name='advicerequest',
                constraint=models.UniqueConstraint(fields=('id', 'school'), name='pupils_advicerequest_in_school'),
            ),
            migrations.AddConstraint(
                model_name='advicerequest',
                constraint=models.UniqueConstraint(fields=('school', 'form_key'), name='advice_form_once'),
            ),
            migrations.AddConstraint(
                model_name='advicerequest',
                constraint=models.CheckConstraint(condition=models.Q(('pupil', None), ('group', None), _connector='OR'), name='advice_about_one_thing'),
            ),
            migrations.AddConstraint(
                model_name='advicerequest',
                constraint=models.CheckConstraint(condition=models.Q(('answered_at', None), models.Q(('answer', ''), _negated=True), _connector='OR'), name='advice_answered_in_words'),
            ),
            migrations.AddConstraint(
                model_name='advicerequest',
                constraint=senco.rows.SchoolKey(field='pupil', name='pupils_advicerequest_pupil_school', to='pupils.Pupil'),
            ),
            migrations.AddConstraint(
                model_name='advicerequest',
                constraint=senco.rows.SchoolKey(field='group', name='pupils_advicerequest_group_school', to='pupils.TeachingGroup'),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='advicerequest',
                trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "pupils_advicerequestevent" ("answer", "answer_read_at", "answered_at", "answered_by_id", "asked_at", "asked_by_id", "form_key", "group_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "pupil_id", "question", "school_id") SELECT new_values."answer", new_values."answer_read_at", new_values."answered_at", new_values."answered_by_id", new_values."asked_at", new_values."asked_by_id", new_values."form_key", new_values."group_id", new_values."id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."pupil_id", new_values."question", new_values."school_id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='bee23fc5c132f9a618486ab26268a9e6882d9f90', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_69878', referencing='REFERENCING NEW TABLE AS new_values ', table='pupils_advicerequest', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='advicerequest',
                trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "pupils_advicerequestevent" ("answer", "answer_read_at", "answered_at", "answered_by_id", "asked_at", "asked_by_id", "form_key", "group_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "pupil_id", "question", "school_id") SELECT new_values."answer", new_values."answer_read_at", new_values."answered_at", new_values."answered_by_id", new_values."asked_at", new_values."asked_by_id", new_values."form_key", new_values."group_id", new_values."id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."pupil_id", new_values."question", new_values."school_id" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='516a27248bb1381421cfa5c54d8b81095d4330cc', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_5c0e1', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='pupils_advicerequest', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='advicerequest',
                trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "pupils_advicerequestevent" ("answer", "answer_read_at", "answered_at", "answered_by_id", "asked_at", "asked_by_id", "form_key", "group_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "pupil_id", "question", "school_id") SELECT old_values."answer", old_values."answer_read_at", old_values."answered_at", old_values."answered_by_id", old_values."asked_at", old_values."asked_by_id", old_values."form_key", old_values."group_id", old_values."id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."pupil_id", old_values."question", old_values."school_id" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='a299f365694329872063c5e144d8ba9c5d32d19f', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_366e2', referencing='REFERENCING OLD TABLE AS old_values ', table='pupils_advicerequest', when='AFTER')),
            ),
            migrations.AddConstraint(
                model_name='teachinggroupevent',
                constraint=senco.rows.SchoolWall(name='pupils_teachinggroupevent_wall'),
            ),
            migrations.AddIndex(
                model_name='yeargroup',
                index=models.Index(condition=models.Q(('ends_on__isnull', True)), fields=['school', 'code'], name='year_group_in_use'),
            ),
            migrations.AddConstraint(
                model_name='yeargroup',
                constraint=senco.rows.SchoolWall(name='pupils_yeargroup_wall'),
            ),
            migrations.AddConstraint(
                model_name='yeargroup',
                constraint=models.UniqueConstraint(fields=('id', 'school'), name='pupils_yeargroup_in_school'),
            ),
            migrations.AddConstraint(
                model_name='yeargroup',
                constraint=models.CheckConstraint(condition=models.Q(('ends_on__isnull', True), ('ends_on__gte', models.F('starts_on')), _connector='OR'), name='yeargroup_ends_after_start'),
            ),
            migrations.AddConstraint(
                model_name='yeargroup',
                constraint=models.UniqueConstraint(condition=models.Q(('ends_on__isnull', True)), fields=('pupil',), name='year_group_one_open'),
            ),
            migrations.AddConstraint(
                model_name='yeargroup',
                constraint=senco.rows.SchoolKey(field='pupil', name='pupils_yeargroup_pupil_school', to='pupils.Pupil'),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='yeargroup',
                trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "pupils_yeargroupevent" ("code", "ends_on", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "pupil_id", "school_id", "starts_on") SELECT new_values."code", new_values."ends_on", new_values."id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."pupil_id", new_values."school_id", new_values."starts_on" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='40e9f23542d28fc9d9c091db83a5ad0aa11587a6', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_6ef0c', referencing='REFERENCING NEW TABLE AS new_values ', table='pupils_yeargroup', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='yeargroup',
                trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "pupils_yeargroupevent" ("code", "ends_on", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "pupil_id", "school_id", "starts_on") SELECT new_values."code", new_values."ends_on", new_values."id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."pupil_id", new_values."school_id", new_values."starts_on" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='a89f1ffb72b392c8c2e837b84f78e8e1f570382d', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_08e6e', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='pupils_yeargroup', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='yeargroup',
                trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "pupils_yeargroupevent" ("code", "ends_on", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "pupil_id", "school_id", "starts_on") SELECT old_values."code", old_values."ends_on", old_values."id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."pupil_id", old_values."school_id", old_values."starts_on" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='849b78a9d1ee6bb2182feec26064bda08c1eefe9', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_060e5', referencing='REFERENCING OLD TABLE AS old_values ', table='pupils_yeargroup', when='AFTER')),
            ),
            migrations.AddConstraint(
                model_name='yeargroupevent',
                constraint=senco.rows.SchoolWall(name='pupils_yeargroupevent_wall'),
            ),
        ]),
        migrations.RunSQL(LOG_WALL, "drop policy lead_wall on senco_accesslog"),
    ]
